"""News, events and information pages in the search: found by everything that readers see on them."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site

from intranet.core.dates import short_date, today
from intranet.directory.hooks import ChangeHook, change_hooks
from intranet.directory.models import OrgUnit, Person
from intranet.news.models import EventPage, InformationPage, NewsItem
from intranet.news.page_text import prose, whole_text
from intranet.search.indexing import index_objects
from intranet.search.registry import IndexedText, Result, SearchSource, register

if TYPE_CHECKING:
    from intranet.accounts.models import User

SECTION_PATH_LENGTH = 3 * Page.steplen


class NewsSource(SearchSource[NewsItem]):
    """News and events. Future ones are filed too: nothing happens on their day that could file them."""

    key = "aktualnosci"
    label = gettext_lazy("News")
    model = NewsItem
    order = 40
    precedence = 1
    statuses = {"archiwum": gettext_lazy("archive")}

    def for_indexing(self) -> QuerySet[NewsItem]:
        return NewsItem.objects.live().filter(alias_of=None).select_related("eventpage")

    def indexed_text(self, found: NewsItem) -> IndexedText | None:
        if not _belongs(found):
            return None
        event = _event(found)
        body = [found.lead, event.place if event else "", whole_text(found.body)]
        return IndexedText(title=found.title, body="\n".join(body), day=found.published_on)

    def visible_to(self, user: "User") -> QuerySet[NewsItem]:
        return NewsItem.objects.visible_to(user).filter(alias_of=None)

    def facets(self, visible: QuerySet[NewsItem]) -> Iterable[tuple[int, int | None, str]]:
        current = Exists(NewsItem.objects.current(today()).filter(pk=OuterRef("pk")).order_by())
        rows = visible.annotate(is_current=current).order_by().values_list("pk", "is_current")
        return ((item_id, None, "" if is_current else "archiwum") for item_id, is_current in rows)

    def for_display(self, visible: QuerySet[NewsItem]) -> QuerySet[NewsItem]:
        return visible.select_related("eventpage")

    def for_suggestions(self, visible: QuerySet[NewsItem]) -> QuerySet[NewsItem]:
        return self.for_display(visible).defer("body")

    def result(self, found: NewsItem) -> Result:
        event = _event(found)
        kind, day = (_("event"), event.starts_on) if event else (_("piece of news"), found.published_on)
        details = [capfirst(kind), short_date(day), event.place if event else ""]
        return Result(
            title=found.title,
            url=found.get_absolute_url(),
            meta=" · ".join(detail for detail in details if detail),
            status=_("archive") if (event or found).is_over else "",
            status_variant="expired",
            text=_text(found),
            icon="calendar-days" if event else "newspaper",
        )


class InformationSource(SearchSource[InformationPage]):
    """Information and help pages; they have no day, so within a question they come after what has one."""

    key = "strony"
    label = gettext_lazy("Information")
    model = InformationPage
    order = 50
    precedence = 1

    def for_indexing(self) -> QuerySet[InformationPage]:
        return cast(QuerySet[InformationPage], InformationPage.objects.live().filter(alias_of=None))

    def indexed_text(self, found: InformationPage) -> IndexedText | None:
        if not _belongs(found):
            return None
        return IndexedText(title=found.title, body=f"{found.lead}\n{whole_text(found.body)}")

    def visible_to(self, user: "User") -> QuerySet[InformationPage]:
        """Return the published pages of the site that ``user`` may open, judged by account alone.

        Privacy of a page holds for everything below it. A page with a password of its own counts as closed, and so
        does what lies below an alias, whose privacy is that of another place in the tree.
        """
        lies_in_site = Exists(
            Site.objects.filter(is_default_site=True, root_page__path=_beginning("root_page__path"))
        )
        is_closed = Exists(_restrictions_closed_to(user).filter(page__path=_beginning("page__path")))
        # Nothing else lies above an information page, and these are few: every page would be read for every row.
        aliases = InformationPage.objects.filter(alias_of__isnull=False)
        is_alias = Exists(aliases.filter(path=_beginning("path")))
        return self.for_indexing().filter(lies_in_site, ~is_closed, ~is_alias)

    def for_display(self, visible: QuerySet[InformationPage]) -> QuerySet[InformationPage]:
        # Page.url would ask the cache, which is a table, for every row.
        site = Site.objects.filter(is_default_site=True)
        sections = Page.objects.live().filter(path=Substr(OuterRef("path"), 1, SECTION_PATH_LENGTH))
        return visible.annotate(
            site_path=Subquery(site.values("root_page__url_path")[:1]),
            section=Subquery(sections.exclude(pk=OuterRef("pk")).values("title")[:1]),
        )

    def for_suggestions(self, visible: QuerySet[InformationPage]) -> QuerySet[InformationPage]:
        return self.for_display(visible).defer("body")

    def result(self, found: InformationPage) -> Result:
        section, site_path = found.section, found.site_path  # added by for_display
        kind = capfirst(_("information page"))
        return Result(
            title=found.title,
            url=reverse("wagtail_serve", args=[found.url_path.removeprefix(site_path)]),
            meta=f"{kind} · {section}" if section else kind,
            text=_text(found),
            icon="information-circle",
        )


def _belongs(page: Page) -> bool:
    """Tell whether the index keeps ``page``: an alias would only repeat what is found in its own place."""
    return page.live and page.alias_of_id is None


def _event(item: NewsItem) -> EventPage | None:
    return getattr(item, "eventpage", None)


def _text(page: NewsItem | InformationPage) -> str:
    if "body" in page.get_deferred_fields():
        return page.lead
    return f"{page.lead}\n{prose(page.body)}".strip()


def _beginning(of: str) -> Substr:
    """Return as much of the outer page's path as ``of`` is long: they are equal for the page and what is above it."""
    return Substr(OuterRef("path"), 1, Length(of))


def _restrictions_closed_to(user: "User") -> QuerySet[PageViewRestriction]:
    is_open = Q(restriction_type=PageViewRestriction.LOGIN)
    groups = Q(restriction_type=PageViewRestriction.GROUPS)
    if not user.is_superuser:
        groups &= Q(pk__in=PageViewRestriction.objects.filter(groups__user=user).values("pk"))
    return PageViewRestriction.objects.exclude(is_open | groups)


def file_pages(ids: Collection[int]) -> None:
    """File the pages with ``ids`` again, of whichever kind they are; those unpublished leave the index."""
    index_objects(NewsItem.objects.filter(pk__in=ids).select_related("eventpage"))
    index_objects(InformationPage.objects.filter(pk__in=ids))


def file_pages_naming(model: type[Model], ids: Collection[int]) -> None:
    """File again the pages that name objects of ``model``: they are found by its new name or phone at once."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(object_id) for object_id in ids],
    )
    if pages := {int(page_id) for page_id in references.values_list("object_id", flat=True)}:
        file_pages(pages)


def file_pages_naming_people(ids: Collection[int]) -> None:
    """File again the pages with these people among their contacts."""
    file_pages_naming(Person, ids)


def file_pages_naming_units(ids: Collection[int]) -> None:
    """File again the pages with these units among their contacts."""
    file_pages_naming(OrgUnit, ids)


register(NewsSource())
register(InformationSource())
change_hooks.register(
    ChangeHook("news.search", people=file_pages_naming_people, units=file_pages_naming_units)
)
