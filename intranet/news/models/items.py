from datetime import date, datetime, time
from typing import Any, ClassVar, Self, cast

from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.accounts.permissions import can_edit_pages
from intranet.core.dates import today
from intranet.directory.audience import audience_ids_of, names_of
from intranet.directory.current import person_of
from intranet.news.blocks import PageBody
from intranet.news.forms import NewsItemForm
from intranet.news.panels import ADDRESS_PANEL, READERS_PANEL


class NewsIndexPage(Page):
    """Where news and events lie in the page editor; readers get the list of `news.views`."""

    max_count = 1
    parent_page_types = ["news.InformationPage"]
    subpage_types = ["news.NewsPage", "news.EventPage"]
    content_panels = [*Page.content_panels]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    private_page_options: ClassVar[list[str]] = []
    page_description = _("Holds all news and events")

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return (parts[0], parts[1], reverse("news:list")) if parts else parts

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect("news:list")


class NewsItemQuerySet(PageQuerySet):
    def visible_to(self, user: User) -> Self:
        """Published items for everyone, for the person's unit or a unit above it, from their day of publication."""
        audiences = audience_ids_of(person_of(user))
        return self.live().filter(audience_id__in=audiences, published_on__lte=today())

    def current(self, on: date) -> Self:
        """Items not expired on the day ``on``; an event lasts until the end of its last day."""
        not_over = Q(eventpage__isnull=True) | Q(eventpage__ends_at__gte=_start_of(on))
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on), not_over)

    def expired(self, on: date) -> Self:
        """Items that stopped being current before the day ``on``."""
        return self.filter(Q(expires_on__lt=on) | Q(eventpage__ends_at__lt=_start_of(on)))

    def urgent(self) -> Self:
        """Urgent notices."""
        return self.filter(is_urgent=True)

    def pinned_first(self) -> Self:
        """Pinned items, then the newest."""
        return self.order_by("-is_pinned", "-published_on", "-first_published_at", "-pk")

    def newest_first(self) -> Self:
        """The newest items first, pinned or not: what is over has no pin."""
        return self.order_by("-published_on", "-first_published_at", "-pk")

    def for_rows(self) -> Self:
        """Read along what a row of a list shows."""
        return self.select_related("eventpage", "audience")


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class NewsItem(Page):
    """What news and events share: whom it is for, from when and until when it is shown."""

    lead = models.CharField(
        _("lead"),
        max_length=300,
        blank=True,
        help_text=_("The most important thing in one or two sentences. Stands in lists too."),
    )
    body = StreamField(PageBody(), verbose_name=_("body"), blank=True)
    audience = models.ForeignKey(
        "directory.Audience", models.PROTECT, verbose_name=_("whom it is for"), related_name="+"
    )
    published_on = models.DateField(
        _("day of publication"),
        default=today,
        db_index=True,
        help_text=_("Readers see it from this day on. A later day waits by itself."),
    )
    expires_on = models.DateField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("The last day in the list; later it is found in the archive. Empty: no end."),
    )
    is_pinned = models.BooleanField(
        _("keep at the top"),
        default=False,
        help_text=_("Stands before newer items, here and on the home page."),
    )
    is_urgent = models.BooleanField(
        _("urgent notice"),
        default=False,
        help_text=_("A band at the top of the home page of everybody it is for. It needs a last day."),
    )

    objects = PageManager.from_queryset(NewsItemQuerySet)()

    base_form_class = NewsItemForm
    is_creatable = False
    # Whom an item is for is its audience; a second lock beside it would only hide it from the wrong people.
    private_page_options: ClassVar[list[str]] = []
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=models.F("published_on")),
                name="news_expires_after_publication",
                violation_error_message=_("The last day cannot come before the day of publication."),
            ),
            models.CheckConstraint(
                condition=Q(is_urgent=False) | Q(expires_on__isnull=False),
                name="news_urgent_expires",
                violation_error_message=_(
                    "An urgent notice needs a last day: choose until when it is shown."
                ),
            ),
        ]

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return the readers' address, below the list, instead of the one in the page tree."""
        parts = super().get_url_parts(request)
        return (
            (parts[0], parts[1], reverse("news:detail", args=[self.slug])) if parts and self.slug else parts
        )

    def get_absolute_url(self) -> str:
        return reverse("news:detail", args=[self.slug])

    @property
    def is_over(self) -> bool:
        """Tell whether it has left the list for the archive."""
        return self.expires_on is not None and self.expires_on < today()

    def may_be_opened_by(self, user: User) -> bool:
        """Tell whether ``user`` may open it: whom it is for, its author, and editors, who see it anyway."""
        if can_edit_pages(user) or self.owner_id == user.pk:
            return True
        return NewsItem.objects.visible_to(user).filter(pk=self.pk).exists()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page to whom it is for; others get the same answer as for a page that does not exist."""
        if not getattr(request, "is_preview", False):
            if not self.may_be_opened_by(signed_in_user(request)):
                raise Http404
            if request.path != self.get_absolute_url():
                return redirect(self.get_absolute_url())
        return cast(HttpResponseBase, super().serve(request, *args, **kwargs))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``readers``, names of the units it is for (none: everyone), and whether sub-units are left out."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        readers = names_of(self.audience)
        alone = bool(readers) and self.audience.unit_rows.filter(with_subunits=False).exists()
        return context | {"readers": readers, "is_without_subunits": alone}


class NewsPage(NewsItem):
    """A piece of news; an urgent one is a band on its readers' home page until it expires."""

    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        verbose_name=_("picture"),
        related_name="+",
        null=True,
        blank=True,
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("Read aloud to people who do not see it. Empty: a mere ornament."),
    )

    template = "news/news_page.html"
    page_description = _("What has happened or is about to change")
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("expires_on")]),
                FieldPanel("is_pinned"),
                FieldPanel("is_urgent"),
            ],
            heading=_("When it is shown"),
        ),
        READERS_PANEL,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture"), classname="collapsed"
        ),
        ADDRESS_PANEL,
    ]

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")


class EventPage(NewsItem):
    """A meeting or another event; goes to the archive when it is over."""

    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("Address and room, as you would tell a colleague."),
    )
    online_link = models.URLField(_("link to join online"), blank=True, max_length=500)

    template = "news/event_page.html"
    page_description = _("A meeting, an open day, a training: with a day, a time and a place")
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("online_link"),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("published_on"), FieldPanel("expires_on")]), FieldPanel("is_pinned")],
            heading=_("When it is shown"),
        ),
        READERS_PANEL,
        FieldPanel("body"),
        ADDRESS_PANEL,
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=models.F("starts_at")),
                name="event_ends_after_start",
                violation_error_message=_("The event cannot end before it starts."),
            )
        ]

    @property
    def is_over(self) -> bool:
        return super().is_over or self.ends_at < _start_of(today())

    @property
    def starts_on(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def ends_on(self) -> date:
        return timezone.localdate(self.ends_at)

    @property
    def is_one_day(self) -> bool:
        return self.starts_on == self.ends_on
