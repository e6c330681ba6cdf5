"""Orders in the search: found by number, by words of the subject, of the text and of attachment titles."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.core.dates import short_date, today
from intranet.orders import attachment_search  # noqa: F401  (registers attachments as a source of their own)
from intranet.orders.models import Order, OrderQuerySet, OrderStatus
from intranet.orders.register import NOT_IN_LISTS, number_condition
from intranet.search.registry import IndexedText, Result, SearchSource, register

if TYPE_CHECKING:
    from intranet.accounts.models import User

# A number while it is being typed: „12”, „12a/”, „12/20”.
_BEGUN_NUMBER = re.compile(r"(\d{1,6})([a-z]{0,2})(?:\s*/\s*(\d{0,4}))?", re.IGNORECASE)


class OrderSource(SearchSource[Order]):
    key = "zarzadzenia"
    label = gettext_lazy("Orders")
    model = Order
    order = 10
    statuses = {status.value.lower(): status.label for status in OrderStatus}

    def for_indexing(self) -> QuerySet[Order]:
        return Order.objects.prefetch_related("attachments")

    def indexed_text(self, found: Order) -> IndexedText:
        attachments = "\n".join(attachment.title for attachment in found.attachments.all())
        body = [found.full_number, found.legal_basis, found.text, found.change_summary, found.executor]
        return IndexedText(title=found.subject, body="\n".join([*body, attachments]), day=found.signed_on)

    def visible_to(self, user: "User") -> QuerySet[Order]:
        return Order.objects.visible_to(user)

    def for_display(self, visible: QuerySet[Order]) -> QuerySet[Order]:
        return cast(OrderQuerySet, visible).annotate_status(today())

    def for_suggestions(self, visible: QuerySet[Order]) -> QuerySet[Order]:
        return self.for_display(visible).defer(*NOT_IN_LISTS)

    def facets(self, visible: QuerySet[Order]) -> Iterable[tuple[int, int | None, str]]:
        rows = cast(OrderQuerySet, visible).annotate_status(today()).order_by()
        facts = rows.values_list("pk", "owner_unit_id", "status_today")  # type: ignore[misc]  # annotated
        for order_id, unit_id, status in facts:
            yield order_id, unit_id, status.lower()

    def typed(self, visible: QuerySet[Order], text: str) -> QuerySet[Order] | None:
        """Return the orders whose number begins as typed, the newest first; words are for the index."""
        begun = _BEGUN_NUMBER.fullmatch(text)
        if begun is None:
            return None
        numbered = visible.filter(number=int(begun[1]), number_suffix__startswith=begun[2].lower())
        if begun[3]:
            numbered = numbered.filter(year__startswith=begun[3])
        return cast(OrderQuerySet, numbered).newest_first()

    def result(self, found: Order) -> Result:
        status = OrderStatus(found.status_today)  # type: ignore[attr-defined]  # added by for_display
        return Result(
            title=found.title[:1].upper() + found.title[1:],
            url=found.get_absolute_url(),
            meta=_("%(kind)s %(number)s, signed %(day)s")
            % {
                "kind": found.get_kind_display().capitalize(),
                "number": found.full_number,
                "day": short_date(found.signed_on),
            },
            status=status.label,
            status_variant=status.value.lower(),
            text="" if "text" in found.get_deferred_fields() else found.text,
        )

    def order_exact(self, numbered: QuerySet[Order]) -> QuerySet[Order]:
        in_force = Case(When(status_today=OrderStatus.IN_FORCE, then=0), default=1)
        return cast(OrderQuerySet, numbered).annotate_status(today()).order_by(in_force, "-signed_on", "kind")

    def exact(self, text: str) -> Q | None:
        return number_condition(text)


register(OrderSource())
