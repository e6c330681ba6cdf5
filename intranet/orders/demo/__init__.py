"""The demo register of orders: invented Polish texts, read into plain data and made into PDF files."""

from datetime import date

from intranet.core.demo import DemoLoader, demo_loaders


def load(today: date) -> str:
    """Register the demo orders."""
    # The loader brings the PDF compiler along, which a web server that loads no demo does not need.
    from intranet.orders.demo.loader import load_register

    return load_register(today)


demo_loaders.register(DemoLoader("orders", 20, load))
