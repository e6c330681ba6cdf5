"""The register's orders and the texts of their attachments as pages, thirty thousand of them in a minute.

Pages made one by one would take a quarter of an hour: rows are written as `Page.add_child` would leave them.
"""

from collections.abc import Iterator, Sequence

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from wagtail.models import Locale, Page

from tests.benchmarks.acts import acts
from tests.benchmarks.recall import QUESTIONS, missed
from tests.benchmarks.stock.models import TextPage

BATCH = 2_000


def fill_library(parent: Page, count: int) -> None:
    """Put that many acts and their attachments below ``parent`` and file them for search."""
    rows: list[tuple[Page, str]] = []
    for page in _pages(parent, count):
        rows.append(page)
        if len(rows) == BATCH:
            _write(rows)
            rows = []
    _write(rows)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + 3 * count)
    call_command("update_index", verbosity=0)


def missed_by_stock() -> dict[str, float]:
    """Return what each question of `recall` misses here, in per cent."""
    return {
        name: missed(
            set(TextPage.objects.filter(text__icontains=question.stem).values_list("pk", flat=True)),
            {page.pk for page in Page.objects.live().search(question.asked)},
        )
        for name, question in QUESTIONS.items()
    }


def _pages(parent: Page, count: int) -> Iterator[tuple[Page, str]]:
    type, locale = ContentType.objects.get_for_model(TextPage), Locale.get_default()
    step = parent.numchild

    def page(title: str, text: str) -> tuple[Page, str]:
        nonlocal step
        step += 1
        made = Page(
            title=title, draft_title=title, slug=f"akt-{step}", content_type=type, locale=locale, live=True
        )
        made.depth = parent.depth + 1
        made.path = Page._get_path(parent.path, made.depth, step)
        made.set_url_path(parent)
        return made, text

    for act in acts(count):
        yield page(f"Zarządzenie nr {act.full_number} w sprawie {act.subject}", act.text)
        for attachment in act.attachments:
            yield page(attachment.title, attachment.text)


def _write(rows: Sequence[tuple[Page, str]]) -> None:
    made = Page.objects.bulk_create(page for page, _text in rows)
    table = TextPage._meta.db_table
    with connection.cursor() as cursor:
        # Django writes no rows of a model with a parent in bulk.
        cursor.executemany(
            f"INSERT INTO {table} (page_ptr_id, text) VALUES (%s, %s)",  # noqa: S608  (our own names)
            [(page.pk, text) for page, (_page, text) in zip(made, rows, strict=True)],
        )
