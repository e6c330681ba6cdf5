from typing import TYPE_CHECKING

from wagtail.models import Page, Site

from intranet.accounts.models import Role
from intranet.directory.current import person_of
from intranet.news.models import NewsItem
from intranet.news.reading import may_read_as
from intranet.page_notes.addresses import NotedPage
from intranet.page_notes.owners import OwnedPage, Owner, OwnerRule, owner_rules

if TYPE_CHECKING:
    from intranet.accounts.models import User

EDITORS = Owner(role=Role.EDITOR)


def find_wagtail_page(page: NotedPage, user: "User") -> OwnedPage | None:
    """Give a page to whoever made it, or to page editors when that person is gone or ``user`` may not open it."""
    if page.match.app_name == "news":
        items = NewsItem.objects.live().select_related("owner")
        served = items.filter(slug=page.match.kwargs.get("slug")).first()
    elif page.view_name == "wagtail_serve":
        served = _served_page("".join(page.match.args) or "".join(page.match.kwargs.values()))
    else:
        return None
    if served is None or not _may_open(served, user):
        return OwnedPage(EDITORS)
    author = person_of(served.owner) if served.owner and served.owner.is_active else None
    return OwnedPage(Owner(person=author) if author and author.is_active else EDITORS, served.title)


def _served_page(path: str) -> Page | None:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return None
    tail = f"{path.strip('/')}/" if path.strip("/") else ""
    pages = Page.objects.live().select_related("owner")
    return pages.filter(url_path=site.root_page.url_path + tail).first()


def _may_open(served: Page, user: "User") -> bool:
    """Ask news whom it is for, by whichever of its two addresses it was reached; then the privacy of the page."""
    item = NewsItem.objects.filter(pk=served.pk).first()
    return (item is None or item.may_be_opened_by(user)) and may_read_as(user, served)


owner_rules.register(OwnerRule("news.pages", find_wagtail_page))
