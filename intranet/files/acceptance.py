"""What may come in: every file that a person gives is looked into before it is kept.

A name proves nothing. The content must be of a kind that is taken, and the name must agree with it, because the
name is what people and their programs go by. docs/adr/0014-text-of-files.md says what is refused and why.
"""

from collections.abc import Sequence
from pathlib import PurePath
from typing import IO

from PIL import Image, UnidentifiedImageError

from intranet.core.forms.widgets import kind_names, size_in_words
from intranet.files import limits
from intranet.files.kinds import (
    BY_EXTENSION,
    CSV,
    FOREIGN_MARKS,
    HEAD,
    KINDS,
    OLE_MARK,
    PDF_MARK,
    PICTURES,
    PNG,
    TEXTS,
    TXT,
    ZIP_MARK,
    Kind,
    chunks_of,
    is_markup,
    is_text,
    kind_by_mark,
)
from intranet.files.packages import package_kind
from intranet.files.refusals import FileRefused, Refusal

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def examine(file: IO[bytes], *, name: str, size: int, kinds: Sequence[Kind] = KINDS) -> Kind:
    """Return the kind of ``file``, which must be seekable; raise FileRefused with a sentence for the person.

    Reads a piece at a time and leaves the position anywhere. ``kinds`` narrows what is taken.
    """
    extension = PurePath(name).suffix.lower()
    try:
        if size == 0:
            raise FileRefused(Refusal.EMPTY)
        if size > limits.most_bytes():
            raise FileRefused(Refusal.TOO_LARGE)
        named = BY_EXTENSION.get(extension)
        if named is None or named not in kinds:
            raise FileRefused(Refusal.EXTENSION)
        return _agreed(named, recognise(file, size), file)
    except FileRefused as refused:
        refused.params = {**refusal_params(name, size, kinds), **refused.params}
        raise


def refusal_params(name: str, size: int, kinds: Sequence[Kind]) -> dict[str, str]:
    """Return what the sentences of `refusals` speak of."""
    extension = PurePath(name).suffix.lower()
    named = BY_EXTENSION.get(extension)
    return {
        "name": name,
        "extension": extension,
        "found": "",
        "wanted": named.label if named else "",
        "kinds": kind_names([kind.extensions[0] for kind in kinds]),
        "size": size_in_words(size),
        "limit": size_in_words(limits.most_bytes()),
    }


def recognise(file: IO[bytes], size: int) -> Kind | None:
    """Return the kind that the content proves, None for kinds that are not taken; text is TXT.

    Raises FileRefused for content that is dangerous or damaged whatever it is called.
    """
    file.seek(0)
    head = file.read(HEAD)
    if kind := kind_by_mark(head):
        if kind.media_type in PICTURES:
            _check_picture(file, kind)
        return kind
    if PDF_MARK in head:
        raise FileRefused(Refusal.SHIFTED_PDF)
    if head.startswith(ZIP_MARK):
        return package_kind(file, size)
    if head.startswith(OLE_MARK):
        raise FileRefused(Refusal.ENCRYPTED if _holds(file, _ENCRYPTED_STREAM) else Refusal.OLD_OFFICE)
    if is_markup(head):
        raise FileRefused(Refusal.MARKUP)
    return TXT if is_text(file) else None


def _agreed(named: Kind, found: Kind | None, file: IO[bytes]) -> Kind:
    if found is None:
        file.seek(0)
        raise FileRefused(Refusal.FOREIGN, found=_foreign(file.read(HEAD)))
    if found is TXT and named.media_type in TEXTS:
        return CSV if named is CSV else TXT
    if found is not named:
        raise FileRefused(Refusal.MISTYPED, found=found.label)
    return found


def _foreign(head: bytes) -> str:
    label = next((label for mark, label in FOREIGN_MARKS if head.startswith(mark)), "")
    return f" ({label})" if label else ""


def _check_picture(file: IO[bytes], kind: Kind) -> None:
    """Read the picture's measures, not its pixels."""
    file.seek(0)
    try:
        width, height = Image.open(file, formats=["PNG" if kind is PNG else "JPEG"]).size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(Refusal.TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise FileRefused(Refusal.BROKEN) from error
    if width * height > limits.MOST_PIXELS:
        raise FileRefused(Refusal.TOO_MANY_PIXELS)


def _holds(file: IO[bytes], wanted: bytes) -> bool:
    before = b""
    for chunk in chunks_of(file):
        if wanted in before + chunk:
            return True
        before = chunk[-len(wanted) :]
    return False
