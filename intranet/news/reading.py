"""Which pages a reader may open, by the privacy that editors set in the page editor."""

from collections import defaultdict
from collections.abc import Iterable

from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction


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
