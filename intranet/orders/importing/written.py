"""Cells that hold lists: acts changed by an act, files of an act."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from intranet.orders.fragments import FragmentNotUnderstood, normalise_fragment
from intranet.orders.importing.cells import NotADate, read_date
from intranet.orders.importing.problems import Problems
from intranet.orders.importing.words import ROLE_WORDS, kind_and_number, read_role
from intranet.orders.models import OrderAttachment
from intranet.orders.services.approving import SCAN_TITLE

LONGEST_TITLE = 300
LONGEST_FRAGMENT = 100
MOST_NUMBER = 32_767
_BETWEEN = re.compile(r"[;\n]")
_RELATION = re.compile(r"(?P<number>[^()]+?)\s*(?:\((?P<part>[^()]*)\))?\s*(?:\bod\s+(?P<day>\d[^()]*))?")
_ATTACHMENT = re.compile(
    r"(?:za[łl](?:[ąa]cznik)?\.?)\s*(?:nr\.?\s*)?(?P<number>\d{1,5})\s*[:–-]\s*(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class WrittenRelation:
    """What the table says an act does to another: ``kind`` is None unless it is named."""

    type: str
    column: str
    kind: str | None
    number: str
    fragment: str
    effective_on: date | None


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file as the table names it, with what it is attached as."""

    name: str
    number: int | None
    title: str
    role: str


def read_relations(
    text: str, *, type: str, column: str, row: int, problems: Problems
) -> list[WrittenRelation]:
    """Read „5/2015 (§ 3); okólnik 2/2016 od 01.03.2016” and note what is not understood."""
    found = []
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        match = _RELATION.fullmatch(part)
        if match is None or not any(char.isdigit() for char in match["number"]):
            problems.add("relation_unreadable", row=row, column=column, value=part, text=part[:80])
            continue
        fragment = _fragment(match["part"] or "", row=row, column=column, problems=problems)
        day = None
        if match["day"]:
            try:
                day, _ = read_date(match["day"])
            except NotADate as error:
                problems.add(str(error), row=row, column=column, value=match["day"])
        kind, number = kind_and_number(match["number"].strip())
        if fragment is not None:
            found.append(WrittenRelation(type, column, kind, number, fragment, day))
    return found


def _fragment(text: str, *, row: int, column: str, problems: Problems) -> str | None:
    try:
        fragment = normalise_fragment(text)
    except FragmentNotUnderstood:
        problems.add("fragment_unreadable", row=row, column=column, value=text, text=text[:80])
        return None
    if len(fragment) > LONGEST_FRAGMENT:
        problems.add(
            "too_long", row=row, column=column, value=text, length=len(fragment), limit=LONGEST_FRAGMENT
        )
        return None
    return fragment


def read_files(text: str, *, row: int, problems: Problems) -> list[WrittenFile]:
    """Read „skan.pdf; zał. 1: polityka.pdf | Polityka | polityka” and note what is not understood."""
    found: list[WrittenFile] = []
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        match = _ATTACHMENT.fullmatch(part)
        number = int(match["number"]) if match else None
        name, *rest = (one.strip() for one in (match["rest"] if match else part).split("|"))
        title, role_word = (*rest, "", "")[:2]
        if not name or len(rest) > 2 or (number is not None and not 0 < number <= MOST_NUMBER):
            problems.add("file_entry_unreadable", row=row, column="files", value=part, text=part[:80])
            continue
        role = read_role(role_word) if role_word else None
        if role_word and role is None:
            roles = ", ".join(words[0] for words in ROLE_WORDS.values())
            problems.add("unknown_role", row=row, column="files", value=role_word, roles=roles)
            continue
        if role is None:
            role = OrderAttachment.Role.SIGNED_COPY if number is None else OrderAttachment.Role.ANNEX
        title = title or (SCAN_TITLE if number is None else PurePosixPath(name.replace("\\", "/")).stem)
        if len(title) > LONGEST_TITLE:
            problems.add(
                "too_long", row=row, column="files", value=title, length=len(title), limit=LONGEST_TITLE
            )
            continue
        if number is not None and any(file.number == number for file in found):
            problems.add("file_number_twice", row=row, column="files", value=part, number=number)
            continue
        found.append(WrittenFile(name, number, title, str(role)))
    return found
