"""Which pages a reader may open, by the privacy that editors set in the page editor.

Whom news is for is asked of the news itself (``NewsItem.may_be_opened_by``).
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

if TYPE_CHECKING:
    from intranet.accounts.models import User


def may_read_among(pages: Iterable[Page], request: HttpRequest) -> list[Page]:
    """Return those of ``pages`` that ``request`` may open, in their order, asking once for all of them.

    Only the pages' own privacy is asked for: give sub-pages of a page that the reader has open.
    """
    sources = {page: _source(page).pk for page in pages}
    restrictions = defaultdict(list)
    for restriction in PageViewRestriction.objects.filter(page__in=sources.values()).prefetch_related(
        "groups"
    ):
        restrictions[restriction.page_id].append(restriction)
    return [
        page
        for page, source in sources.items()
        if all(restriction.accept_request(request) for restriction in restrictions[source])
    ]


def _source(page: Page) -> Page:
    """Return the page whose privacy counts: an alias has none of its own (``Page.get_view_restrictions``)."""
    while page.alias_of:
        page = page.alias_of
    return page


def may_read(page: Page, request: HttpRequest) -> bool:
    """Tell whether ``request`` may open ``page`` by its privacy and that of the pages above it."""
    restrictions = page.get_view_restrictions().prefetch_related("groups")
    return all(restriction.accept_request(request) for restriction in restrictions)


def may_read_as(user: "User", page: Page) -> bool:
    """Judge by account alone, without a session: a page behind a password of its own counts as closed."""
    restrictions = page.get_view_restrictions().prefetch_related("groups")
    groups = set(user.groups.values_list("pk", flat=True)) if restrictions else set()
    return user.is_superuser or all(
        restriction.restriction_type == PageViewRestriction.LOGIN
        or restriction.restriction_type == PageViewRestriction.GROUPS
        and not groups.isdisjoint(group.pk for group in restriction.groups.all())
        for restriction in restrictions
    )
