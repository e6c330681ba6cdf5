"""The demo register: invented Polish texts made into orders and PDF files, and a chancellery that keeps it."""

from datetime import date

from intranet.core.demo import DemoLoader, demo_loaders

NOBODY = "no demo directory"


def load(today: date) -> str:
    """Register the demo orders."""
    # The loader brings the PDF compiler along, which a web server that loads no demo does not need.
    from intranet.orders.demo.loader import load_register

    return load_register(today)


def load_chancellery(today: date) -> str:
    """Keep the demo register: drafts on their way, held numbers, a correction, withdrawn files."""
    from intranet.orders.demo.accounts import chancellery
    from intranet.orders.demo.draft_loader import load_drafts
    from intranet.orders.demo.keeping import keep_register

    people = chancellery()
    if people is None:
        return NOBODY
    # First what drafts take from the settings: who issues acts.
    keep_register(people, today)
    return f"{load_drafts(people, today)} drafts"


def load_teaching(today: date) -> str:
    """Teach the search what the chancellery taught it."""
    from intranet.orders.demo.accounts import chancellery
    from intranet.orders.demo.teaching import teach_search

    people = chancellery()
    return NOBODY if people is None else teach_search(people)


def load_texts(today: date) -> str:
    """Read the texts of the demo files now, so that the search knows them before a worker is up."""
    from intranet.files.extraction.reading import extract_all

    return f"{sum(1 for _text in extract_all(progress=lambda number: None))} texts of files"


demo_loaders.register(DemoLoader("orders", 20, load))
demo_loaders.register(DemoLoader("chancellery", 22, load_chancellery))
demo_loaders.register(DemoLoader("search", 24, load_teaching))
# After everything that brings files.
demo_loaders.register(DemoLoader("texts of files", 90, load_texts))
