"""What the chancellery settles for the register: who issues acts, since when, and the classes of the file plan."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from intranet.accounts.models import User
from intranet.core import audit
from intranet.orders.models import JrwaClass, Order, OrderDraft, RegisterSettings


class ClassInUse(ValueError):
    """Orders or drafts bear the class: it can be put out of use, not deleted."""


@transaction.atomic
def save_settings(*, issuer: str, established_on: date | None, by: User | None) -> RegisterSettings:
    """Write the one row of settings; registered orders keep their issuer."""
    row, _created = RegisterSettings.objects.update_or_create(
        pk=1, defaults={"issuer": issuer, "established_on": established_on}
    )
    details = {"issuer": issuer, "established_on": established_on.isoformat() if established_on else ""}
    audit.record(actor=by, action="orders.settings_change", obj=row, details=details)
    return row


@transaction.atomic
def save_class(*, jrwa_class: JrwaClass, by: User | None) -> JrwaClass:
    """Add or change a class; IntegrityError when the symbol is another one's."""
    is_new = jrwa_class.pk is None
    jrwa_class.save()
    action = "orders.jrwa_add" if is_new else "orders.jrwa_change"
    audit.record(actor=by, action=action, obj=jrwa_class, details={"title": jrwa_class.title})
    return jrwa_class


@transaction.atomic
def delete_class(*, jrwa_class: JrwaClass, by: User) -> None:
    """Delete a class that nothing bears. Raises ClassInUse."""
    current = JrwaClass.objects.select_for_update().get(pk=jrwa_class.pk)
    if is_class_used(current):
        raise ClassInUse(current)
    audit.record(actor=by, action="orders.jrwa_delete", obj=current)
    current.delete()


def is_class_used(jrwa_class: JrwaClass) -> bool:
    """Tell whether an order or a draft bears the class."""
    return (
        Order.objects.filter(jrwa_class=jrwa_class).exists()
        or OrderDraft.objects.filter(jrwa_class=jrwa_class).exists()
    )


@transaction.atomic
def import_classes(*, rows: Sequence[tuple[str, str, str]], by: User | None) -> int:
    """Add or rename the classes given as (symbol, title, category) and return how many; all or none."""
    JrwaClass.objects.bulk_create(
        [JrwaClass(symbol=symbol, title=title, category=category) for symbol, title, category in rows],
        update_conflicts=True,
        unique_fields=["symbol"],
        update_fields=["title", "category"],
    )
    audit.record(actor=by, action="orders.jrwa_import", details={"classes": len(rows)})
    return len(rows)
