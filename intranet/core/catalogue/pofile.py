"""The catalogue as files: read, bring up to date, write, compile."""

import datetime
import os
import re
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser, generate_po

from intranet.core.catalogue.sources import Key, Sentence

LOCATION = Path("intranet/locale/pl/LC_MESSAGES/django.po")

# Four forms, spelled exactly as in Django's own Polish catalogue: catalogues whose formula differs are kept
# apart by Django and looked up one after another.
PLURAL_FORMS = (
    "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 :"
    " n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);"
)
# No dates and no line numbers in the file: two people's changes would collide in them for nothing.
HEADER = rf"""# Polish texts of the staff intranet. `manage.py catalogue update` keeps the list of sentences.
msgid ""
msgstr ""
"Language: pl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {PLURAL_FORMS}\n"
"""
# Babel puts the time of writing into a compiled catalogue; a fixed one makes equal catalogues equal files.
_EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
# Babel takes any line for granted and cuts its first and last letter off as if they were quotation marks.
_LINE = re.compile(r"""\s*(\#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s+)?"([^"\\]|\\.)*"\s*)?""")


class BrokenCatalogueError(ValueError):
    """The file is no catalogue; the message names the line."""


class _StrictCatalog(Catalog):
    """Refuse a second translation of one sentence, of which Babel would silently keep the first."""

    def __setitem__(self, id: str | list[str] | tuple[str, ...], message: Message) -> None:
        if id and self.get(id, message.context) is not None:
            raise BrokenCatalogueError(f"line {message.lineno}: {key_of(message).msgid!r} is there twice")
        super().__setitem__(id, message)


def empty() -> Catalog:
    """Return a catalogue with our header and no sentences."""
    return parse(HEADER)


def read(path: Path) -> Catalog:
    """Read a catalogue, or return an empty one when the file is not there. Raises BrokenCatalogueError."""
    return parse(path.read_text(encoding="utf-8")) if path.exists() else empty()


def parse(text: str) -> Catalog:
    """Read a catalogue from the text of a .po file. Raises BrokenCatalogueError."""
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if not _LINE.fullmatch(line):
            raise BrokenCatalogueError(f"line {number}: {line}")
    catalog = _StrictCatalog(locale="pl", fuzzy=False)
    try:
        PoFileParser(catalog, abort_invalid=True).parse(lines)
    except PoFileError as error:
        raise BrokenCatalogueError(str(error)) from error
    return catalog


def key_of(message: Message) -> Key:
    """Return what gettext looks the message up by."""
    return Key(message.context or "", message.id if isinstance(message.id, str) else message.id[0])


def plural_of(message: Message) -> str | None:
    """Return the plural sentence of the code, if the message has one."""
    return None if isinstance(message.id, str) else message.id[1]


def forms(message: Message) -> tuple[str, ...]:
    """Return the translations of a message: one, or one for each plural form."""
    return (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)


def messages(catalog: Catalog) -> dict[Key, Message]:
    """Return the live messages of a catalogue, without its header and without the removed ones."""
    return {key_of(message): message for message in catalog if message.id}


def updated(old: Catalog, found: Iterable[Sentence]) -> Catalog:
    """Return a catalogue of exactly the given sentences with the translations of the old one.

    Nothing is guessed: a sentence that changed by one letter starts empty. A translated sentence that left
    the code is kept as a removed one (#~) and comes back to life with the code.
    """
    known = {key_of(message): message for message in old.obsolete.values()} | messages(old)
    new = empty()
    for sentence in sorted(found, key=lambda sentence: (sentence.key.msgid.casefold(), sentence.key)):
        message = new.add(
            sentence.key.msgid if sentence.plural is None else (sentence.key.msgid, sentence.plural),
            string="" if sentence.plural is None else ("",) * new.num_plurals,
            locations=[(name, 0) for name in sorted(sentence.files)],
            auto_comments=sentence.comments,
            context=sentence.key.context or None,
        )
        before = known.pop(sentence.key, None)
        if before is not None:
            message.user_comments = before.user_comments
            if plural_of(before) == sentence.plural:
                message.string = before.string
                message.flags |= before.flags & {"fuzzy"}
    new.obsolete = {key: message for key, message in sorted(known.items()) if any(forms(message))}
    return new


def without_removed(catalog: Catalog) -> Catalog:
    """Forget the sentences that left the code, and return the same catalogue."""
    catalog.obsolete = {}
    return catalog


def write(path: Path, catalog: Catalog) -> bool:
    """Write a catalogue; return False when the file already says the same."""
    body = "".join(generate_po(catalog, width=0, omit_header=True, include_lineno=False))
    return _replace(path, f"{HEADER}\n{body.rstrip()}\n".encode())


def compile_catalogue(path: Path) -> bool:
    """Write the .mo file beside a .po file; return False when it is already up to date.

    A reader never meets a half-written file. Sentences marked fuzzy are left out.
    """
    catalog = read(path)
    catalog.creation_date = _EPOCH
    content = BytesIO()
    write_mo(content, catalog)
    return _replace(path.with_suffix(".mo"), content.getvalue())


def _replace(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            temporary.chmod(0o644)
            os.replace(temporary, path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    return True
