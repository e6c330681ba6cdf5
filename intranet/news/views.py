from typing import Any, cast
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from django.views.generic import ListView
from wagtail.views import serve

from intranet.accounts.current import signed_in_user
from intranet.core.dates import today
from intranet.core.filters import chips_of
from intranet.news.calendars import calendar_of
from intranet.news.forms import ARCHIVE, EVENTS, NEWS, NewsFilterForm
from intranet.news.listing import upcoming_events, urgent_notices
from intranet.news.models import EventPage, NewsItem, NewsItemQuerySet
from intranet.news.pillars import help_section
from intranet.news.services import note_visit
from intranet.news.unread import is_unread, seen_until

ITEMS_ON_PAGE = 15


class NewsListView(ListView):
    """News and events for the reader: pinned first, then the newest; what has expired only in the archive."""

    template_name = "news/news_list.html"
    context_object_name = "items"
    paginate_by = ITEMS_ON_PAGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list with what is new on it; its plain first page counts as a visit, which empties the counter.

        A filter, a further page or the archive shows a part of the news only: the rest of it stays unread.
        """
        user = signed_in_user(request)
        self.seen_until = seen_until(user)
        response = super().get(request, *args, **kwargs)
        if request.method == "GET" and not request.GET:
            note_visit(user=user, seen_until=self.seen_until)
        return response

    def get_queryset(self) -> QuerySet[NewsItem]:
        visible = NewsItem.objects.visible_to(signed_in_user(self.request))
        self.form = NewsFilterForm(self.request.GET, visible=visible)
        if not self.form.is_valid():
            return visible.none()
        return _chosen(visible, **self.form.cleaned_data).for_rows()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in_user(self.request)
        chips = chips_of(self.form, self.request.GET)
        context = super().get_context_data(**kwargs)
        return context | {
            "unread_items": {item.pk for item in context["items"] if is_unread(item, since=self.seen_until)},
            "form": self.form,
            "chips": chips,
            "urgent": urgent_notices(user) if not chips else [],
            "upcoming": upcoming_events(user),
            "is_archive": self.form.is_valid() and self.form.cleaned_data["show"] == ARCHIVE,
        }


def _chosen(visible: NewsItemQuerySet, *, kind: str, year: int | None, show: str) -> NewsItemQuerySet:
    if kind:
        visible = visible.filter(eventpage__isnull=kind == NEWS)
    if year:
        visible = visible.filter(published_on__year=year)
    if show == ARCHIVE:
        return visible.expired(today()).newest_first()
    current = visible.current(today())
    return current.order_by("eventpage__starts_at", "pk") if kind == EVENTS else current.pinned_first()


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show an item at its address for readers; Wagtail serves it, so the page's own privacy holds too."""
    item = get_object_or_404(NewsItem.objects.live(), slug=slug)
    root = item.get_site().root_page
    return cast(HttpResponseBase, serve(request, item.url_path.removeprefix(root.url_path)))


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give an event as a file for their calendar to whoever may open its page."""
    event = get_object_or_404(EventPage.objects.live(), slug=slug)
    if not event.may_be_opened_by(signed_in_user(request)):
        raise Http404
    address = request.build_absolute_uri(event.get_absolute_url())
    response = HttpResponse(calendar_of(event, address=address), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(event.slug)}.ics"
    return response


@require_safe
def help_pages(request: HttpRequest) -> HttpResponse:
    """Lead to the section of help pages, wherever editors have moved it."""
    section = help_section()
    if section is None or section.url is None:
        raise Http404
    return redirect(section.url)
