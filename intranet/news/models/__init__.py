from intranet.news.models.information import InformationPage
from intranet.news.models.items import EventPage, NewsIndexPage, NewsItem, NewsItemQuerySet, NewsPage
from intranet.news.models.visits import NewsVisit

__all__ = [
    "EventPage",
    "InformationPage",
    "NewsIndexPage",
    "NewsItem",
    "NewsItemQuerySet",
    "NewsPage",
    "NewsVisit",
]
