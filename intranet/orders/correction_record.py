"""The corrections of an order as its readers see them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from intranet.accounts.models import User
from intranet.orders.correction_editor import ShownChange, shown
from intranet.orders.models import Order, OrderCorrection
from intranet.orders.permissions import keeps_register, sees_who_corrected

# Rows of one correction are written one after another.
TOGETHER = timedelta(seconds=5)


@dataclass
class Correction:
    """What was corrected at once, by one person and for one reason."""

    at: datetime
    reason: str
    by: str
    """The name of the person; empty for readers, who learn only that the chancellery did it."""
    changes: list[ShownChange] = field(default_factory=list)


@dataclass(frozen=True)
class CorrectionRecord:
    """All corrections of an order, and whether the reader may add one."""

    corrections: list[Correction]
    may_correct: bool


def record_of(order: Order, user: User) -> CorrectionRecord:
    """Return the corrections of ``order``, the newest first, as ``user`` may see them."""
    rows = list(order.corrections.select_related("corrected_by").order_by("pk"))
    corrections: list[Correction] = []
    latest: OrderCorrection | None = None
    for row in rows:
        if latest is None or not _is_together(latest, row):
            by = str(row.corrected_by) if sees_who_corrected(user) else ""
            corrections.append(Correction(at=row.corrected_at, reason=row.reason, by=by))
        corrections[-1].changes.append(shown(row.field, row.before, row.after))
        latest = row
    return CorrectionRecord(corrections[::-1], may_correct=keeps_register(user))


def _is_together(one: OrderCorrection, other: OrderCorrection) -> bool:
    return (
        one.corrected_by_id == other.corrected_by_id
        and one.reason == other.reason
        and other.corrected_at - one.corrected_at < TOGETHER
    )
