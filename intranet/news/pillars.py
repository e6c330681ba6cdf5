"""Pages that the intranet's own addresses lead to: the site's root, the list of news, the help section."""

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester, Site

from intranet.accounts.permissions import can_administer

HELP_SLUG = "pomoc"


def help_section() -> Page | None:
    """Return the information page that holds the help, wherever editors have moved it; the nearest to the root."""
    pages = Page.objects.live().filter(
        slug=HELP_SLUG, content_type__app_label="news", content_type__model="informationpage"
    )
    return pages.select_related("content_type").order_by("depth", "path").first()


def holds_pillar(page: Page) -> bool:
    """Tell whether ``page`` is a pillar or has one below it: what happens to a page happens to all below."""
    section = help_section()
    pillars = Q(pk__in=Site.objects.values("root_page")) | Q(
        content_type__app_label="news", content_type__model="newsindexpage"
    )
    if section is not None:
        pillars |= Q(pk=section.pk)
    return Page.objects.descendant_of(page, inclusive=True).filter(pillars).exists()


class PillarPermissionTester(PagePermissionTester):
    """What the page editor lets a person do with a page that may be a pillar.

    Privacy is inherited by everything below, so on a pillar it would shut the whole staff out: only administrators,
    who can take it back, may set it. Wagtail has no hook before privacy is set.
    """

    def can_set_view_restrictions(self) -> bool:
        may_set = bool(super().can_set_view_restrictions())
        return may_set and (can_administer(self.user) or not holds_pillar(self.page))
