"""Differences of two texts, by paragraphs and then by words, and of two snapshots of a draft."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

_WORDS = re.compile(r"\s+|[^\w\s]|\w+")
_SENTENCES = re.compile(r"[^.;!?]+[.;!?]*\s*|[.;!?]+\s*")
# Paragraphs less alike than this were replaced, not edited: marking single words in them would only dazzle.
ALIKE = 0.4
# Words of one paragraph against words of the other. The time rises with the cube of their number: with more pairs
# a paragraph is compared by sentences first, and a sentence that is still too long is replaced whole.
MOST_PAIRS = 250_000


class Mark(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A run of words with one mark."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Line:
    """A paragraph: kept, added, removed, or edited, when its pieces have several marks."""

    pieces: tuple[Piece, ...]

    @property
    def is_kept(self) -> bool:
        return all(piece.mark == Mark.KEPT for piece in self.pieces)


def compare_texts(before: str, after: str) -> list[Line]:
    """Return the paragraphs of both texts in order, with what changed marked by words."""
    old, new = before.splitlines(), after.splitlines()
    return list(_compared(old, new))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    # In a long text the empty lines between paragraphs are left out while the others are matched: with them it
    # takes seconds.
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield from (Line((Piece(Mark.KEPT, text),)) for text in old[i1:i2])
            continue
        removed, added = old[i1:i2], new[j1:j2]
        # Paragraph by paragraph while both sides have one; what is left over was added or removed whole.
        for one, other in zip(removed, added, strict=False):
            yield from _edited(one, other)
        paired = min(len(removed), len(added))
        yield from (Line((Piece(Mark.REMOVED, text),)) for text in removed[paired:])
        yield from (Line((Piece(Mark.ADDED, text),)) for text in added[paired:])


def _edited(before: str, after: str) -> Iterator[Line]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if not _are_alike(_words(old), _words(new)):
        yield Line((Piece(Mark.REMOVED, before),))
        yield Line((Piece(Mark.ADDED, after),))
    elif _is_quick(old, new):
        yield Line(tuple(_pieces(old, new)))
    else:
        yield Line(tuple(_pieces_by_sentences(before, after)))


def _are_alike(old: Sequence[str], new: Sequence[str]) -> bool:
    """Judge by words alone: spaces and full stops are alike in any two sentences."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return (matcher.ratio() if _is_quick(old, new) else matcher.quick_ratio()) >= ALIKE


def _is_quick(old: Sequence[str], new: Sequence[str]) -> bool:
    return len(old) * len(new) <= MOST_PAIRS


def _pieces_by_sentences(before: str, after: str) -> Iterator[Piece]:
    old, new = _SENTENCES.findall(before), _SENTENCES.findall(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        words = _WORDS.findall(removed), _WORDS.findall(added)
        if tag == "equal":
            yield Piece(Mark.KEPT, removed)
        elif _is_quick(*words):
            yield from _pieces(*words)
        else:
            yield Piece(Mark.REMOVED, removed)
            yield Piece(Mark.ADDED, added)


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Mark.KEPT, "".join(old[i1:i2]))
            continue
        if i1 < i2:
            yield Piece(Mark.REMOVED, "".join(old[i1:i2]))
        if j1 < j2:
            yield Piece(Mark.ADDED, "".join(new[j1:j2]))


def _words(parts: Sequence[str]) -> list[str]:
    return [part for part in parts if part.isalnum()]


@dataclass(frozen=True)
class FieldChange:
    """A field that differs: its paragraphs with the changes marked."""

    field: str
    lines: list[Line]


def compare_contents(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """Return the fields in which two results of `contents_in_words` differ, in the order of the second."""
    names = [*after, *(name for name in before if name not in after)]
    return [
        FieldChange(name, compare_texts(_as_text(before.get(name)), _as_text(after.get(name))))
        for name in names
        if _as_text(before.get(name)) != _as_text(after.get(name))
    ]


def _as_text(value: Any) -> str:
    """Return a field as lines: an item of a list is a line, so that added and removed items are seen as such."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_as_text(item) for item in value)
    if isinstance(value, dict):
        return " · ".join(str(part) for part in value.values() if part not in (None, ""))
    return str(value)
