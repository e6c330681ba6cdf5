"""What happened to the record of an order: its files one by one, and the corrections of its facts."""

from django import template
from django.template import Context

from intranet.accounts.current import signed_in_user
from intranet.files.models import FileText
from intranet.orders.correction_record import CorrectionRecord, record_of
from intranet.orders.order_files import OrderFiles, files_of_order

register = template.Library()


@register.simple_tag(takes_context=True)
def order_files(context: Context) -> OrderFiles:
    """Return the files of the page's order as its reader may see them; a fixed number of queries."""
    return files_of_order(context["order"], signed_in_user(context["request"]))


@register.simple_tag(takes_context=True)
def order_corrections(context: Context) -> CorrectionRecord:
    """Return the corrections of the page's order, the newest first; one query."""
    return record_of(context["order"], signed_in_user(context["request"]))


@register.filter
def file_status_label(status: str) -> str:
    """Return the words of a FileText status."""
    return str(FileText.Status(status).label)
