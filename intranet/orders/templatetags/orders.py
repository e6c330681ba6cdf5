"""What the order templates compute: the words of a status and the shape of a legal text."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language

from intranet.core.legal_text import Block, Heading, ItemList, Paragraph, parse_blocks
from intranet.orders.models import OrderStatus
from intranet.orders.sections import ShownSection, sections_for

register = template.Library()

_UNIT_NUMBER = re.compile(r"§\s*(\d+[a-z]{0,2})\.")
TOP_LEVEL = 2
FEWEST_IN_CONTENTS = 5
LONGEST_IN_CONTENTS = 64


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of an act's contents; ``is_part`` when it stands inside a chapter."""

    anchor: str
    label: str
    words: str
    is_part: bool


@register.filter
def status_label(status: str) -> str:
    """Return the words of an OrderStatus value."""
    return str(OrderStatus(status).label)


@register.filter
def status_variant(status: str) -> str:
    """Return the pill's variant of an OrderStatus value."""
    return str(status).lower()


@register.simple_tag
def status_pill(status: str) -> SafeString:
    """Draw the pill of an OrderStatus value; a list draws the same four over and over."""
    return _drawn_pill(status, get_language())


@lru_cache(maxsize=16)
def _drawn_pill(status: str, language: str | None) -> SafeString:
    label, variant = status_label(status), status_variant(status)
    return render_to_string("components/pill.html", {"label": label, "variant": variant})


@register.simple_tag
def legal_text(text: str) -> SafeString:
    """Draw a legal text as headings with anchors, paragraphs, points and tables; empty for no text.

    The drawing depends on the text alone, so a process keeps the ones it drew last. It is Polish as the text is,
    whatever language the reader has chosen.
    """
    return _drawn_text(text)


@lru_cache(maxsize=200)
def _drawn_text(text: str) -> SafeString:
    with translation.override("pl"):
        drawn = render_to_string("orders/_legal_text.html", {"blocks": _anchored_blocks(text)})
    return mark_safe(drawn.strip())  # noqa: S308  (the template has escaped it; only spaces are taken away)


@register.simple_tag
def contents_of(text: str) -> tuple[ContentsEntry, ...]:
    """Return the units of a legal text with the first words of each; nothing for an act of a few units."""
    return _contents(text)


@lru_cache(maxsize=200)
def _contents(text: str) -> tuple[ContentsEntry, ...]:
    blocks = _anchored_blocks(text)
    following = [block for block, _ in blocks[1:]] + [None]
    entries = tuple(
        ContentsEntry(anchor, block.text, _first_words(after), is_part=block.level > TOP_LEVEL)
        for (block, anchor), after in zip(blocks, following, strict=True)
        if isinstance(block, Heading)
    )
    return entries if len(entries) >= FEWEST_IN_CONTENTS else ()


def _anchored_blocks(text: str) -> list[tuple[Block, str]]:
    """Return the blocks of a text, each heading with an address in the page: par-3, or part-2 for a chapter."""
    taken: Counter[str] = Counter()
    anchored = []
    for block in parse_blocks(text):
        anchor = ""
        if isinstance(block, Heading):
            unit = _UNIT_NUMBER.match(block.text)
            anchor = f"par-{unit[1]}" if unit else "part"
            taken[anchor] += 1
            # An amending act may quote the § of another one.
            if taken[anchor] > 1 or not unit:
                anchor = f"{anchor}-{taken[anchor]}"
        anchored.append((block, anchor))
    return anchored


def _first_words(block: Block | None) -> str:
    if isinstance(block, Paragraph):
        text = block.text
    elif isinstance(block, ItemList):
        text = block.items[0].text
    else:
        return ""
    return Truncator(text).chars(LONGEST_IN_CONTENTS, truncate="…")


@register.inclusion_tag("orders/_sections.html", takes_context=True)
def register_sections(context: template.Context, current: str) -> dict[str, list[ShownSection]]:
    """Draw the row of links to the places of the register that the reader may use."""
    return {"sections": sections_for(context["request"].user, current)}
