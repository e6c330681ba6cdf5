"""The demo register of orders: invented Polish texts, read into plain data and made into PDF files."""
