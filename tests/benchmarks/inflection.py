"""Step: how much of what has a word in any of its forms the search finds, asked in one form or without diacritics."""

from django.db.models import QuerySet

from intranet.files.models import FileText
from intranet.orders.models import Order, OrderAttachment
from intranet.search.indexing import matching_ids
from tests.benchmarks.recall import QUESTIONS, missed, wrong

Things = set[tuple[str, int]]


def main(arguments: list[str]) -> dict[str, float]:
    """Return what each question misses and, under "wrong", what the worse of them finds wrongly, in per cent."""
    expected = {name: _with_stem(question.stem) for name, question in QUESTIONS.items()}
    found = {name: _found(question.asked) for name, question in QUESTIONS.items()}
    figures = {name: missed(expected[name], found[name]) for name in QUESTIONS}
    return {**figures, "wrong": max(wrong(expected[name], found[name]) for name in QUESTIONS)}


def _with_stem(stem: str) -> Things:
    """Return what has the word in its text; no other word of the invented texts begins so."""
    read = FileText.objects.filter(text__icontains=stem).values("file_id")
    return _named("order", Order.objects.filter(text__icontains=stem)) | _named(
        "attachment", OrderAttachment.objects.filter(file__in=read)
    )


def _found(asked: str) -> Things:
    orders, attachments = matching_ids(Order, asked), matching_ids(OrderAttachment, asked)
    return {("order", pk) for pk in orders} | {("attachment", pk) for pk in attachments}


def _named(name: str, rows: "QuerySet[Order] | QuerySet[OrderAttachment]") -> Things:
    return {(name, pk) for pk in rows.order_by().values_list("pk", flat=True)}
