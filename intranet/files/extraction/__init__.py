"""Reading the text of files: a child that may die (`child`), its keeper (`process`), the record (`reading`)."""
