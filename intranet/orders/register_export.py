"""The register as a file: the columns the chancellery keeps, in Polish whatever language the reader has chosen."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.accounts.models import User
from intranet.core.dates import long_date, short_date
from intranet.core.exports import Column, ColumnKind, Row, Table, Value
from intranet.orders.models import Order, OrderAttachment
from intranet.orders.register_columns import extra_columns
from intranet.orders.register_table import OutlineRow, RegisterRow, filled, sees_empty_numbers
from intranet.orders.standing import ShownRelation

_BETWEEN = "; "
_KINDS = {
    Order.Kind.ORDER: gettext_lazy("orders of the director"),
    Order.Kind.CIRCULAR: gettext_lazy("circulars"),
    Order.Kind.DECISION: gettext_lazy("decisions"),
    Order.Kind.INSTRUCTION_ORDER: gettext_lazy("service instructions"),
    Order.Kind.EXTERNAL_ACT: gettext_lazy("external acts"),
}


def register_title(*, year: int | None, kind: Order.Kind | None) -> str:
    """Return what a part of the register is called: „Rejestr zarządzeń 2017”, „Rejestr zarządzeń 2017 – okólniki”."""
    title = _("Register of orders")
    if year is not None:
        title = f"{title} {year}"
    return f"{title} – {_KINDS[kind]}" if kind is not None else title


def register_file(
    rows: Sequence[OutlineRow], *, year: int | None, kind: Order.Kind | None, user: User, on: date
) -> Table:
    """Return ``rows`` as a table to be written; they are read while it is, a few hundred at once.

    Call it, and write the table, with Polish as the language.
    """
    notes = [_("As on %(day)s.") % {"day": long_date(on)}]
    if not sees_empty_numbers(user):
        notes.append(_("Only acts that the person who made this file may read."))
    return Table(
        title=register_title(year=year, kind=kind),
        columns=_columns(),
        rows=_written(rows, user=user, on=on),
        notes=notes,
        author=settings.SITE_NAME,
    )


def _columns() -> list[Column]:
    return [
        Column(_("No."), ColumnKind.NUMBER, 6),
        Column(_("Kind"), width=14),
        Column(_("Number"), width=12),
        Column(_("Date"), ColumnKind.DATE, 12),
        Column(_("In the matter of"), width=50),
        Column(_("Owner unit"), width=26),
        Column(_("In force from"), ColumnKind.DATE, 15),
        Column(_("Changes and repeals"), width=22),
        Column(_("Repealed by"), width=18),
        Column(_("Status"), width=14),
        Column(_("JRWA class"), width=9),
        *(Column(str(column.label), column.kind, column.width) for column in extra_columns),
        Column(_("Attachments"), width=34),
    ]


def _written(rows: Sequence[OutlineRow], *, user: User, on: date) -> Iterator[Row]:
    empty = [None] * (7 + len(extra_columns))
    for row in filled(rows, user=user, on=on):
        if row.order is None:
            yield [row.position, row.kind, row.number, None, row.words, *empty]
        else:
            yield _written_act(row, row.order)


def _written_act(row: RegisterRow, order: Order) -> list[Value]:
    return [
        row.position,
        row.kind,
        row.number,
        order.signed_on,
        order.subject,
        order.owner_unit_name,
        order.effective_from,
        _BETWEEN.join(relation.active_words for relation in row.does),
        _BETWEEN.join(repeal_words(relation) for relation in row.repealed_by),
        str(row.status.label) if row.status else "",
        order.jrwa_class.symbol if order.jrwa_class else "",
        *(row.extras[column.key] for column in extra_columns),
        _BETWEEN.join(attachment_words(attachment) for attachment in row.attachments),
    ]


def repeal_words(relation: ShownRelation) -> str:
    """Return what repeals an act and from when: „6/2018 (§ 3) od 01.02.2018”."""
    number = f"{relation.number} ({relation.fragment})" if relation.fragment else relation.number
    return _("%(number)s from %(day)s") % {"number": number, "day": short_date(relation.effective_on)}


def attachment_words(attachment: OrderAttachment) -> str:
    """Return the name of an attachment, of the act's own file only its role; a file taken away is marked."""
    is_own = attachment.number is None
    label = capfirst(attachment.get_role_display() if is_own else attachment.label)
    return _("%(attachment)s (file withdrawn)") % {"attachment": label} if attachment.is_withdrawn else label
