"""Attachments in the search: found by number, by title and by the text inside their files."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext_lazy

from intranet.core.dates import today
from intranet.files.hooks import TextHook, text_hooks
from intranet.files.models import FileText, StoredFile
from intranet.orders.models import Order, OrderAttachment, OrderStatus
from intranet.orders.register import NOT_IN_LISTS, number_condition
from intranet.search.indexing import index_object
from intranet.search.references import attachment_reference
from intranet.search.registry import IndexedText, Result, SearchSource, register

if TYPE_CHECKING:
    from intranet.accounts.models import User

# Whole phrases: in Polish the name of the kind changes after „do”.
_TO = {
    Order.Kind.ORDER: gettext_lazy("to order %(number)s"),
    Order.Kind.CIRCULAR: gettext_lazy("to circular %(number)s"),
    Order.Kind.DECISION: gettext_lazy("to decision %(number)s"),
    Order.Kind.INSTRUCTION_ORDER: gettext_lazy("to service instruction %(number)s"),
    Order.Kind.EXTERNAL_ACT: gettext_lazy("to external act %(number)s"),
}
# The signed paper says once more what the order says: one result is enough.
_REPEATS_ORDER = Q(role=OrderAttachment.Role.SIGNED_COPY) & ~Q(order__text="")
_TEXTS_OF_ORDER = tuple(f"order__{name}" for name in NOT_IN_LISTS)


class AttachmentSource(SearchSource[OrderAttachment]):
    """Files that may be read: withdrawn ones, and those taken away until a second person decides, are not here."""

    key = "zalaczniki"
    label = gettext_lazy("Attachments")
    model = OrderAttachment
    order = 15
    # Who asks for an order and its attachment bears the same title wants the order first.
    precedence = 1
    statuses = {status.value.lower(): status.label for status in OrderStatus}

    def for_indexing(self) -> QuerySet[OrderAttachment]:
        attachments = OrderAttachment.objects.with_file().exclude(_REPEATS_ORDER).select_related("order")
        return attachments.annotate(file_text=F("file__reading__text"))

    def indexed_text(self, found: OrderAttachment) -> IndexedText | None:
        if found.file_id is None or (found.role == OrderAttachment.Role.SIGNED_COPY and found.order.text):
            return None
        body = f"{found.order.full_number}\n{_text_of(found)}"
        return IndexedText(title=found.label, body=body, day=found.order.signed_on)

    def visible_to(self, user: "User") -> QuerySet[OrderAttachment]:
        return OrderAttachment.objects.visible_to(user).with_file()

    def for_suggestions(self, visible: QuerySet[OrderAttachment]) -> QuerySet[OrderAttachment]:
        return _with_order(visible).annotate(status_today=_status_of_order())

    def for_display(self, visible: QuerySet[OrderAttachment]) -> QuerySet[OrderAttachment]:
        return self.for_suggestions(visible).annotate(file_text=F("file__reading__text"))

    def facets(self, visible: QuerySet[OrderAttachment]) -> Iterable[tuple[int, int | None, str]]:
        rows = visible.order_by().annotate(status_today=_status_of_order())
        for attachment_id, unit_id, status in rows.values_list("pk", "order__owner_unit_id", "status_today"):
            yield attachment_id, unit_id, status.lower()

    def result(self, found: OrderAttachment) -> Result:
        status = OrderStatus(found.status_today)  # type: ignore[attr-defined]  # added by for_suggestions
        return Result(
            title=found.label,
            url=found.get_absolute_url(),
            meta=str(_TO[Order.Kind(found.order.kind)]) % {"number": found.order.full_number},
            status=status.label,
            status_variant=status.value.lower(),
            text=getattr(found, "file_text", None) or "",
            icon="paper-clip",
        )

    def exact(self, text: str) -> Q | None:
        """Return the condition for „zał. 3” of any order, or of the one named after it."""
        asked = attachment_reference(text)
        if asked is None:
            return None
        if not asked.act:
            return Q(number=asked.number)
        condition = number_condition(asked.act)
        if condition is None:
            return None
        return Q(number=asked.number, order__in=Order.objects.filter(condition))

    def order_exact(self, numbered: QuerySet[OrderAttachment]) -> QuerySet[OrderAttachment]:
        in_force = Case(When(status_today=OrderStatus.IN_FORCE, then=0), default=1)
        return numbered.annotate(status_today=_status_of_order()).order_by(
            in_force, "-order__signed_on", "-order__pk"
        )


def _with_order(attachments: QuerySet[OrderAttachment]) -> QuerySet[OrderAttachment]:
    return attachments.select_related("order").defer(*_TEXTS_OF_ORDER)


def _status_of_order() -> Subquery:
    order = Order.objects.filter(pk=OuterRef("order_id")).order_by()
    status = order.annotate_status(today()).values("status_today")  # type: ignore[misc]  # annotated
    return Subquery(status[:1])


def _text_of(found: OrderAttachment) -> str:
    if not hasattr(found, "file_text"):
        return FileText.objects.filter(pk=found.file_id).values_list("text", flat=True).first() or ""
    return found.file_text or ""


def index_attachment_of(file: StoredFile) -> None:
    """File the attachment whose text has just been read; of another domain's file, do nothing."""
    attachment = OrderAttachment.objects.select_for_update(of=("self",)).filter(file=file).first()
    # Asked again under the lock: a withdrawal may have been asked for while the file was being read.
    if attachment is not None and OrderAttachment.objects.with_file().filter(pk=attachment.pk).exists():
        index_object(attachment)


register(AttachmentSource())
text_hooks.register(TextHook("orders.attachments", index_attachment_of))
