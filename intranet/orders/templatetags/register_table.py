"""What the template of the register's table works out: the words of its columns and cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _

from intranet.core.exports.values import shown
from intranet.orders.register_columns import ExtraColumn
from intranet.orders.register_export import attachment_words, repeal_words
from intranet.orders.register_table import RegisterRow

register = template.Library()
register.filter("repeal_words", repeal_words)
register.filter("attachment_words", attachment_words)


@dataclass(frozen=True, slots=True)
class ExtraCell:
    label: str
    words: str


@register.simple_tag
def column_labels() -> dict[str, str]:
    """Return the names of the columns; cells bear them too where a row becomes a card."""
    return {
        "position": _("No."),
        "number": _("Number and kind"),
        "signed": _("Date"),
        "subject": _("In the matter of"),
        "unit": _("Owner unit"),
        "effective": _("In force from"),
        "does": _("Changes and repeals"),
        "repealed": _("Repealed by"),
        "status": _("Status"),
        "jrwa": _("JRWA class"),
        "attachments": _("Attachments"),
    }


@register.filter
def extra_cells(row: RegisterRow, columns: Sequence[ExtraColumn]) -> list[ExtraCell]:
    """Return what stands in the columns that other domains have added."""
    return [ExtraCell(str(column.label), shown(row.extras.get(column.key))) for column in columns]
