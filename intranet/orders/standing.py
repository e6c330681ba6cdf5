"""Where an order stands on a day, ready to show: its status and what other orders did to it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.orders.models import Order, OrderRelation, OrderStatus
from intranet.orders.register import NOT_IN_LISTS


@dataclass(frozen=True)
class ShownRelation:
    """A relation seen from one of its ends; ``other`` is None when the person may not read that order."""

    type: str
    effective_on: date
    fragment: str
    number: str
    other: Order | None

    @property
    def active_words(self) -> str:
        """What this order does: „zmienia 5/2015”."""
        words = {
            OrderRelation.Type.AMENDS: _("Amends %(number)s"),
            OrderRelation.Type.REPEALS: _("Repeals %(number)s"),
            OrderRelation.Type.CORRECTS: _("Corrects %(number)s"),
        }
        return self._with_fragment(words[OrderRelation.Type(self.type)] % {"number": self.number})

    @property
    def passive_words(self) -> str:
        """What is or will be done to this order: „Zmiana: 6/2017”.

        Nouns, because a participle would have to follow the gender of the kind and the day of the relation.
        """
        words = {
            OrderRelation.Type.AMENDS: _("Amendment: %(number)s"),
            OrderRelation.Type.REPEALS: _("Repeal: %(number)s"),
            OrderRelation.Type.CORRECTS: _("Correction: %(number)s"),
        }
        return self._with_fragment(words[OrderRelation.Type(self.type)] % {"number": self.number})

    def _with_fragment(self, words: str) -> str:
        return f"{words} ({self.fragment})" if self.fragment else words


@dataclass(frozen=True)
class Standing:
    """Status on the day, and the relations that explain it; ``today`` is the day of the reader."""

    on: date
    today: date
    signed_on: date
    status: OrderStatus
    repeal: ShownRelation | None
    """The first repeal of the whole order, past or to come."""
    done_to_it: list[ShownRelation]
    does: list[ShownRelation]
    ends_on: date | None

    @property
    def is_another_day(self) -> bool:
        return self.on != self.today

    @property
    def is_before_signing(self) -> bool:
        """Tell whether the order did not exist yet, though it may have been given force from an earlier day."""
        return self.on < self.signed_on

    @property
    def is_untouched(self) -> bool:
        """Tell whether by the chosen day nothing had been done to the order, when there was an order."""
        return (
            self.is_another_day
            and not self.is_before_signing
            and not any(shown.effective_on <= self.on for shown in self.done_to_it)
        )

    @property
    def coming_repeal(self) -> ShownRelation | None:
        """The repeal that will end the order's force; None when nothing does or its own time ends it first."""
        if self.repeal is None or self.repeal.effective_on <= self.on:
            return None
        if self.ends_on is not None and self.ends_on < self.repeal.effective_on:
            return None
        return self.repeal

    @property
    def changed_by(self) -> str:
        """Numbers of the orders whose changes the original text does not hold: „6/2017, 21/2017”."""
        changing = {OrderRelation.Type.AMENDS, OrderRelation.Type.CORRECTS}
        partial = [
            shown
            for shown in self.done_to_it
            if shown.effective_on <= self.on and (shown.type in changing or shown.fragment)
        ]
        return ", ".join(dict.fromkeys(shown.number for shown in partial))


def standing_of(order: Order, *, user: User, on: date) -> Standing:
    """Return where ``order`` stands on ``on``; needs ``status_today`` of that day, annotated.

    Orders the person may not read are named by number alone: that an order was repealed is not a secret to
    its reader, what the other one says is.
    """
    rows = list(_relations_of(order))
    readable = _readable({row.source_id for row in rows} | {row.target_id for row in rows}, user)
    incoming = [row for row in rows if row.target_id == order.pk]
    done_to_it = [shown_relation(row, row.source, readable) for row in incoming]
    whole_repeals = [
        shown
        for row, shown in zip(incoming, done_to_it, strict=True)
        if row.type == OrderRelation.Type.REPEALS and not row.fragment
    ]
    return Standing(
        on=on,
        today=today(),
        signed_on=order.signed_on,
        status=OrderStatus(order.status_today),  # type: ignore[attr-defined]  # annotated by the caller
        repeal=min(whole_repeals, key=lambda shown: shown.effective_on, default=None),
        done_to_it=done_to_it,
        does=[shown_relation(row, row.target, readable) for row in rows if row.source_id == order.pk],
        ends_on=order.effective_until,
    )


def _relations_of(order: Order) -> QuerySet[OrderRelation]:
    """Return what the order does and what is done to it, in order of days, with the other orders' headings."""
    return (
        OrderRelation.objects.filter(Q(source=order) | Q(target=order))
        .select_related("source", "target")
        .defer(*(f"{end}__{name}" for end in ("source", "target") for name in NOT_IN_LISTS))
        .order_by("effective_on", "pk")
    )


def _readable(ids: set[int], user: User) -> set[int]:
    if not ids:
        return set()
    return set(Order.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))


def shown_relation(row: OrderRelation, other: Order, readable: set[int]) -> ShownRelation:
    """Return ``row`` as seen from the end that is not ``other``; of orders not in ``readable`` the number alone."""
    return ShownRelation(
        type=row.type,
        effective_on=row.effective_on,
        fragment=row.fragment,
        number=other.full_number,
        other=other if other.pk in readable else None,
    )
