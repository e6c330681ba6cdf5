"""Naming an order by hand: „5/2015”, „okólnik 3/2016”, „zarządzenie 5/2015 – zasad …”, or words of its subject."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.accounts.models import User
from intranet.orders.models import Order, OrderQuerySet
from intranet.orders.register import NOT_IN_LISTS, number_condition
from intranet.search.indexing import matching_ids

MOST_SUGGESTED = 8
LONGEST_REFERENCE = 400
LONGEST_SUBJECT = 90
# What stands between the number and the subject in what the form offers.
DASH = " – "
_WORD_NO = re.compile(r"^\s*(?:nr|no\.?)\s+", re.IGNORECASE)


def write_reference(order: Order) -> str:
    """Return how the form names an order; `find_orders` reads it back."""
    subject = (
        order.subject if len(order.subject) <= LONGEST_SUBJECT else f"{order.subject[:LONGEST_SUBJECT]}…"
    )
    return f"{order}{DASH}{subject}"


def find_orders(text: str, *, user: User) -> OrderQuerySet:
    """Return the orders that ``user`` may read and ``text`` names: by number alone when there is one."""
    orders = Order.objects.visible_to(user).defer(*NOT_IN_LISTS)
    words, kind = text.split(DASH, 1)[0].strip(), None
    for candidate in Order.Kind:
        if words.lower().startswith(str(candidate.label).lower()):
            kind, words = candidate, words[len(str(candidate.label)) :]
            break
    number = _WORD_NO.sub("", words).strip()
    named = Q(written_number__iexact=number) | Q(external_number__iexact=number)
    if (by_number := number_condition(number)) is not None:
        named |= by_number
    found = orders.filter(named, **({"kind": kind} if kind else {}))
    return found if number and found.exists() else orders.filter(pk__in=matching_ids(Order, text))


class OrderReferenceField(forms.CharField):
    """One order of the register, named by its number or by words; cleans to the order.

    ``user`` must be set before it is used: nobody may name what they may not read.
    """

    user: User
    default_error_messages = {
        "none": gettext_lazy("No order in the register is called so. Write its number, for example 5/2015."),
        "many": gettext_lazy("More than one order fits. Write which one: %(found)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_REFERENCE, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return write_reference(value) if isinstance(value, Order) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = list(find_orders(text, user=self.user)[: MOST_SUGGESTED + 1])
        if not found:
            raise ValidationError(self.error_messages["none"], code="none")
        if len(found) > 1:
            names = "; ".join(write_reference(order) for order in found[:MOST_SUGGESTED])
            raise ValidationError(
                self.error_messages["many"],
                code="many",
                params={"found": names + (_("; and more") if len(found) > MOST_SUGGESTED else "")},
            )
        return found[0]
