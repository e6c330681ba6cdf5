"""What a page built of blocks says, as plain text: for finding it and for the lines under a found title."""

from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from wagtail.blocks import ChoiceBlock, StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText, get_text_for_indexing

from intranet.directory.models import OrgUnit, Person

# Blocks whose words stand in the page itself; the others look something up in the database.
PROSE = frozenset({"paragraph", "heading", "steps", "callout"})
ENDS = (".", "!", "?", ":", ";", ",", "…")


def whole_text(body: StreamValue) -> str:
    """Return every word that readers see in ``body``, names of people, units and files included; it queries."""
    return "\n".join(_words(body))


def prose(body: StreamValue) -> str:
    """Return what the editor wrote in ``body``, without contacts and files; it asks the database nothing."""
    # The type is looked up in the stored form: reading a block, even to skip it, would fetch its people.
    own = [body[at].value for at, stored in enumerate(body.raw_data) if stored["type"] in PROSE]
    return "\n".join(_sentence(word) for value in own for word in _words(value))


def _sentence(text: str) -> str:
    """End a heading or a step that has no full stop: in an excerpt it runs straight into what comes next."""
    return text if text.endswith(ENDS) else f"{text}."


@singledispatch
def _words(value: Any) -> Iterator[str]:
    """Yield the pieces of text in the value of a block; numbers, switches and what is gone have none."""
    yield from ()


@_words.register
def _(value: str) -> Iterator[str]:
    if value:
        yield value


@_words.register
def _(value: RichText) -> Iterator[str]:
    yield from _words(get_text_for_indexing(value.source))


@_words.register
def _(value: StreamValue) -> Iterator[str]:
    for child in value:
        yield from _words(child.value)


@_words.register
def _(value: ListValue) -> Iterator[str]:
    for item in value:
        yield from _words(item)


@_words.register
def _(value: StructValue) -> Iterator[str]:
    for name, block in value.block.child_blocks.items():
        # A choice is a colour on the page, not a word; nor is what only tells a list which rows to take.
        if not isinstance(block, ChoiceBlock) and name not in getattr(value.block, "filter_fields", ()):
            yield from _words(value.get(name))


@_words.register
def _(value: Person) -> Iterator[str]:
    # As on the page: who has left is shown no more.
    if value.is_active:
        yield f"{value.full_name} {value.job_title} {value.room} {value.phone} {value.email}"


@_words.register
def _(value: OrgUnit) -> Iterator[str]:
    yield f"{value.name} {value.symbol} {value.address} {value.phone}"


@_words.register
def _(value: AbstractDocument) -> Iterator[str]:
    yield value.title


@_words.register
def _(value: AbstractImage) -> Iterator[str]:
    yield from _words(value.contextual_alt_text)
