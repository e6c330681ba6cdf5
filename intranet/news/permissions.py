"""Who may take away which page, and who may open the files of news."""

from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from intranet.accounts.models import User
from intranet.accounts.permissions import can_administer, can_edit_pages
from intranet.news.models import NewsIndexPage, NewsItem

HELP_SLUG = "pomoc"


def is_pillar(page: Page) -> bool:
    """Tell whether the intranet's own addresses lead to ``page``: the root, the list of news, the help section."""
    return (
        page.is_site_root()
        or issubclass(page.specific_class, NewsIndexPage)
        or (page.slug == HELP_SLUG and page.depth == 3)
    )


def can_take_away(user: User, page: Page) -> bool:
    """Tell whether ``user`` may delete, unpublish or move ``page``; pillars are for administrators."""
    return can_administer(user) or not is_pillar(page)


def can_read_document(user: User, document: AbstractDocument) -> bool:
    """Tell whether ``user`` may open ``document``.

    A file that only news holds is for the readers of that news; one that an information page or nothing holds yet
    is for everybody who is signed in.
    """
    if can_edit_pages(user):
        return True
    holders = ReferenceIndex.get_references_to(document).values_list("content_type__model", "object_id")
    news = {int(pk) for model, pk in holders if model in ("newspage", "eventpage")}
    if not news or len(news) < len({pk for _, pk in holders}):
        return True
    return NewsItem.objects.visible_to(user).filter(pk__in=news).exists()
