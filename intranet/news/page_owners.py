from typing import TYPE_CHECKING

from wagtail.models import Page, PageViewRestriction, Site

from intranet.accounts.models import Role
from intranet.directory.current import person_of
from intranet.news.models import NewsItem
from intranet.page_notes.addresses import NotedPage
from intranet.page_notes.owners import OwnedPage, Owner, OwnerRule, owner_rules

if TYPE_CHECKING:
    from intranet.accounts.models import User

EDITORS = Owner(role=Role.EDITOR)


def find_wagtail_page(page: NotedPage, user: "User") -> OwnedPage | None:
    """Give a page to whoever made it, or to page editors when that person is gone or ``user`` may not open it."""
    if page.match.app_name == "news":
        slug = page.match.kwargs.get("slug")
        served = NewsItem.objects.visible_to(user).select_related("owner").filter(slug=slug).first()
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
    """Judge by account alone: a page behind a password of its own counts as closed."""
    restrictions = served.get_view_restrictions().prefetch_related("groups")
    groups = set(user.groups.values_list("pk", flat=True)) if restrictions else set()
    return user.is_superuser or all(
        restriction.restriction_type == PageViewRestriction.LOGIN
        or restriction.restriction_type == PageViewRestriction.GROUPS
        and not groups.isdisjoint(group.pk for group in restriction.groups.all())
        for restriction in restrictions
    )


owner_rules.register(OwnerRule("news.pages", find_wagtail_page))
