"""Sample information pages, news and events: invented Polish texts, dated from the day of loading."""

from datetime import date

from intranet.core.demo import DemoLoader, demo_loaders


def load(today: date) -> str:
    """Write the sample pages, news and events that are not there yet."""
    # The loader brings the PDF compiler along, which a web server that loads no demo does not need.
    from intranet.news.demo.loader import load_pages

    return load_pages(today)


demo_loaders.register(DemoLoader("pages", 30, load))
