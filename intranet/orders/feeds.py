"""What a reader's own feed of new orders says, as Atom (RFC 4287)."""

import uuid
from datetime import UTC, datetime
from typing import Any, cast

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from intranet.accounts.models import User
from intranet.core.dates import long_date
from intranet.core.exports.values import writable
from intranet.orders.models import Order, OrderCorrection
from intranet.orders.models.feeds import FeedToken
from intranet.orders.register import NOT_IN_LISTS

MOST_ENTRIES = 50
# Makes ids of entries out of what never changes about an order: not its address, nor the name of the server.
_ENTRIES = uuid.UUID("6ff2c7de-5f7b-4c5f-9d3f-1a1f0d6f2b57")


class OrdersFeed(Atom1Feed):
    """A feed that was last changed when its entries were, and not when somebody asked."""

    def __init__(self, *, changed_at: datetime, **about: Any) -> None:
        super().__init__(**about)
        self.changed_at = changed_at

    def latest_post_date(self) -> datetime:
        return self.changed_at


def newest_published(user: User) -> list[Order]:
    """Return the acts published last that ``user`` may read, each with ``changed_at``; texts are not read."""
    corrected = OrderCorrection.objects.filter(order=OuterRef("pk")).order_by("-corrected_at")
    return list(
        Order.objects.visible_to(user)
        .defer(*NOT_IN_LISTS)
        .annotate(corrected_at=Subquery(corrected.values("corrected_at")[:1]))
        .order_by("-published_on", "-registered_at", "-pk")[:MOST_ENTRIES]
    )


def feed_of(token: FeedToken, request: HttpRequest) -> OrdersFeed:
    """Return the feed of the token's owner, in Polish as the acts are; ``request`` makes addresses absolute."""
    orders = newest_published(token.user)
    changes = [_changed_at(order) for order in orders]
    with override("pl"):
        feed = OrdersFeed(
            changed_at=max([*changes, token.made_at]),
            title=_("New orders – %(institution)s") % {"institution": settings.SITE_NAME},
            link=request.build_absolute_uri(reverse("orders:list")),
            description=_("Acts of the register that you may read, the newest first."),
            feed_url=request.build_absolute_uri(request.path),
            feed_guid=token.feed_id.urn,
            author_name=settings.SITE_NAME,
            language="pl",
        )
        for order, changed_at in zip(orders, changes, strict=True):
            feed.add_item(
                title=writable(capfirst(f"{order} {order.title}")),
                link=request.build_absolute_uri(order.get_absolute_url()),
                description=_summary(order),
                unique_id=entry_id(order),
                pubdate=order.registered_at,
                updateddate=changed_at,
                categories=[str(order.get_kind_display())],
            )
    return feed


def entry_id(order: Order) -> str:
    """Return the id of an act's entry: the same in every feed and for ever."""
    registered = order.registered_at.astimezone(UTC).isoformat()
    return uuid.uuid5(_ENTRIES, f"{order.pk} {registered}").urn


def _changed_at(order: Order) -> datetime:
    corrected = cast(datetime | None, order.corrected_at)  # type: ignore[attr-defined]  # annotated
    return corrected or order.registered_at


def _summary(order: Order) -> str:
    days = {"signed": long_date(order.signed_on), "effective": long_date(order.effective_from)}
    return _("Signed on %(signed)s. Effective from %(effective)s.") % days
