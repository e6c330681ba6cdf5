from datetime import timedelta
from typing import Any

from django.utils import timezone

from intranet.accounts.models import Role, User
from intranet.accounts.services import follow_editor_role
from intranet.core.dates import today
from intranet.directory.audience import everyone
from intranet.directory.models import OrgUnit
from intranet.news.audiences import audience_of_units
from intranet.news.models import EventPage, NewsIndexPage, NewsItem, NewsPage
from tests.factories.accounts import UserFactory


def make_news(slug: str = "wiadomosc", *, units: list[OrgUnit] | None = None, **fields: Any) -> NewsPage:
    """Publish a piece of news for ``units``, or for everyone."""
    return _publish(NewsPage(slug=slug, **{"title": f"Wiadomość {slug}", **fields}), units)


def make_event(slug: str = "spotkanie", *, units: list[OrgUnit] | None = None, **fields: Any) -> EventPage:
    """Publish an event of two hours, tomorrow unless told."""
    starts_at = fields.pop("starts_at", timezone.now() + timedelta(days=1))
    fields.setdefault("ends_at", starts_at + timedelta(hours=2))
    return _publish(
        EventPage(slug=slug, starts_at=starts_at, **{"title": f"Spotkanie {slug}", **fields}), units
    )


def _publish(item: NewsItem, units: list[OrgUnit] | None) -> Any:
    item.audience = audience_of_units(units=units) if units else everyone()
    if item.expires_on is not None and item.expires_on < item.published_on:
        item.published_on = item.expires_on
    is_live = item.live
    NewsIndexPage.objects.get().add_child(instance=item)
    if is_live:
        item.save_revision().publish()
    return type(item).objects.get(pk=item.pk)


def days_ago(days: int) -> Any:
    return today() - timedelta(days=days)


def make_editor(user: User | None = None) -> User:
    """Give a person the role of page editors as the directory would."""
    user = user or UserFactory(roles=[Role.EDITOR])
    follow_editor_role(user=user)
    return user
