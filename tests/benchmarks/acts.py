"""The acts of the benchmark: for the product's register and for the stock project, word for word the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.benchmarks.wording import (
    COMMON_FORMS,
    RARE_FORMS,
    RARE_TITLE_WORD,
    SECOND_FORMS,
    TITLE_WORD,
    Writer,
)

FIRST_DAY, LAST_DAY = date(2006, 1, 2), date(2025, 12, 31)
# Of 10,000 acts 26 have the rare word, and the person who asks may read more than the 20 of a page.
RARE_EVERY = 397
SECOND_EVERY = 3
# Every twentieth number of a year is borne by no act.
SKIPPED_EVERY = 20


@dataclass(frozen=True)
class Attachment:
    """A file as search knows it: its title and the text inside."""

    title: str
    text: str


@dataclass(frozen=True)
class Act:
    """An act with its two attachments; its number is the next free one of the year it was signed in."""

    index: int
    number: int
    signed_on: date
    subject: str
    text: str
    attachments: tuple[Attachment, Attachment]

    @property
    def full_number(self) -> str:
        """The number as written on paper."""
        return f"{self.number}/{self.signed_on.year}"


def acts(count: int) -> Iterator[Act]:
    """Yield that many acts signed over twenty years, the same ones each time."""
    writer = Writer(seed=count)
    numbers: dict[int, int] = {}
    for index in range(count):
        day = FIRST_DAY + (LAST_DAY - FIRST_DAY) * index // max(count - 1, 1)
        number = numbers.get(day.year, 0) + 1
        numbers[day.year] = number + 1 if number % SKIPPED_EVERY == SKIPPED_EVERY - 1 else number
        yield Act(
            index=index,
            number=number,
            signed_on=day,
            subject=_subject(index, writer),
            text=writer.text(*_planted(index)),
            attachments=(
                Attachment(f"{TITLE_WORD} {writer.title()}", writer.attachment(*_planted(index + 1))),
                Attachment(f"Wzór {writer.title()}", writer.attachment(*_common(index + 2))),
            ),
        )


def _subject(index: int, writer: Writer) -> str:
    subject = writer.subject()
    return f"{subject} {RARE_TITLE_WORD}" if index % RARE_EVERY == 1 else subject


def _planted(index: int) -> list[str]:
    rare = [_form(RARE_FORMS, index // RARE_EVERY)] if index % RARE_EVERY == 0 else []
    return [*_common(index), *rare]


def _common(index: int) -> list[str]:
    common = [_form(COMMON_FORMS, index)] if index % 10 else []
    return [*common, _form(SECOND_FORMS, index // SECOND_EVERY)] if index % SECOND_EVERY == 0 else common


def _form(forms: tuple[str, ...], index: int) -> str:
    return forms[index % len(forms)]
