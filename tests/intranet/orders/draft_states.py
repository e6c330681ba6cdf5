"""Drafts brought to a state by the services, for the tests of what follows."""

from datetime import timedelta

from django.utils import timezone

from intranet.core.dates import today
from intranet.orders.models import (
    OrderDraft,
)
from intranet.orders.numbers import OrderNumber
from intranet.orders.services.approving import (
    Signing,
    approve_draft,
    submit_draft,
)
from intranet.orders.services.numbering import hold_number
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderDraftFactory


def submitted(**fields) -> OrderDraft:
    draft = OrderDraftFactory(**fields)
    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)
    draft.refresh_from_db()
    return draft


def approved(**fields) -> OrderDraft:
    return approve_draft(draft=submitted(**fields), version=1, by=UserFactory())


def signing(number: str = "1", suffix: str = "", **fields) -> Signing:
    day = fields.pop("signed_on", today())
    return Signing(OrderNumber(int(number), suffix, day.year), day, today(), **fields)


def annul(number: str) -> None:
    hold_number(
        kind="ORDER",
        number=OrderNumber(int(number), "", today().year),
        state="ANNULLED",
        reason="papier zaginął",
        by=UserFactory(),
    )


def in_an_hour():
    return timezone.now() + timedelta(hours=1)
