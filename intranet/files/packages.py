"""Office documents are ZIP packages: tell which one it is by what is inside, before anybody unpacks it.

ECMA-376 part 2 (Open Packaging Conventions) and OASIS OpenDocument 1.3 part 2.
"""

import zlib
from lzma import LZMAError
from typing import IO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from intranet.files import limits
from intranet.files.kinds import BY_MEDIA_TYPE, Kind
from intranet.files.refusals import FileRefused, Refusal

_END_OF_DIRECTORY = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65535
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_SIZE = 20
_ENCRYPTED_FLAG = 0x1
_MOST_PART_BYTES = 2 * limits.MEGABYTE

_CONTENT_TYPES = "[Content_Types].xml"
_CONTENT_TYPES_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN_PARTS = {
    f"{kind.media_type}.main+xml": kind
    for kind in BY_MEDIA_TYPE.values()
    if "openxmlformats" in kind.media_type
}
_OPENDOCUMENT_MIMETYPE = "mimetype"
_OPENDOCUMENT_MANIFEST = "META-INF/manifest.xml"
_OPENDOCUMENT_LIBRARY_LISTS = frozenset({"script-lb.xml", "script-lc.xml"})

# What a damaged or hostile package makes `zipfile` raise.
_UNREADABLE = (
    BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    OSError,
    ValueError,
    LookupError,  # no such entry, or an encoding that nobody knows
    RuntimeError,
    NotImplementedError,
    OverflowError,
)


def package_kind(file: IO[bytes], size: int) -> Kind | None:
    """Return the kind of office document in ``file``, or None for any other ZIP.

    Raises FileRefused for a bomb, a damaged package, one behind a password, one with macros.
    """
    _check_directory_size(file, size)
    try:
        with ZipFile(file) as package:
            _check_entries(package, size)
            names = set(package.namelist())
            if _OPENDOCUMENT_MIMETYPE in names and _CONTENT_TYPES in names:
                return None  # two documents in one: what opens it decides which is read
            if _OPENDOCUMENT_MIMETYPE in names:
                return _opendocument_kind(package, names)
            if _CONTENT_TYPES in names:
                return _openxml_kind(package, names)
            return None
    except FileRefused:
        raise
    except _UNREADABLE as error:
        raise FileRefused(Refusal.BROKEN) from error


def _check_directory_size(file: IO[bytes], size: int) -> None:
    """Refuse a list of entries that would fill the memory; `zipfile` reads all of it at once."""
    tail_size = min(size, _END_SIZE + _LONGEST_COMMENT)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    found = tail.rfind(_END_OF_DIRECTORY)
    if found < 0 or len(tail) - found < _END_SIZE:
        raise FileRefused(Refusal.BROKEN)
    if tail[max(0, found - _ZIP64_LOCATOR_SIZE) : found].startswith(_ZIP64_LOCATOR):
        # For more than 65,535 entries or 4 GB: no document of ours.
        raise FileRefused(Refusal.BOMB)
    if int.from_bytes(tail[found + 12 : found + 16], "little") > limits.MOST_DIRECTORY_BYTES:
        raise FileRefused(Refusal.BOMB)


def _check_entries(package: ZipFile, size: int) -> None:
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > limits.MOST_ENTRIES
        or unpacked > limits.MOST_UNPACKED_BYTES
        or packed > size  # entries that share their bytes
        or (unpacked > limits.RATIO_MATTERS_FROM_BYTES and unpacked > size * limits.MOST_RATIO)
    ):
        raise FileRefused(Refusal.BOMB)
    if len({entry.filename for entry in entries}) < len(entries):
        raise FileRefused(Refusal.BROKEN)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise FileRefused(Refusal.ENCRYPTED)


def _opendocument_kind(package: ZipFile, names: set[str]) -> Kind | None:
    manifest = _read(package, _OPENDOCUMENT_MANIFEST) if _OPENDOCUMENT_MANIFEST in names else b""
    if b"encryption-data" in manifest or "encrypted-package" in names:
        raise FileRefused(Refusal.ENCRYPTED)
    if any(_is_opendocument_macro(name) for name in names):
        raise FileRefused(Refusal.MACROS)
    kind = BY_MEDIA_TYPE.get(_read(package, _OPENDOCUMENT_MIMETYPE).decode("ascii", "replace").strip())
    if kind is None or "opendocument" not in kind.media_type:
        return None
    if "content.xml" not in names:
        raise FileRefused(Refusal.BROKEN)
    return kind


def _is_opendocument_macro(name: str) -> bool:
    folder, _, last = name.rpartition("/")
    if folder.startswith("Scripts"):
        return bool(last)
    return folder.startswith("Basic/") and last.endswith(".xml") and last not in _OPENDOCUMENT_LIBRARY_LISTS


def _openxml_kind(package: ZipFile, names: set[str]) -> Kind | None:
    try:
        types = fromstring(_read(package, _CONTENT_TYPES))
    except (ParseError, DefusedXmlException) as error:
        raise FileRefused(Refusal.BROKEN) from error
    found = None
    for entry in types:
        content_type = entry.get("ContentType", "")
        if "macroEnabled" in content_type or "vbaProject" in content_type:
            raise FileRefused(Refusal.MACROS)
        if content_type in _MAIN_PARTS:
            part = entry.get("PartName", "").removeprefix("/")
            if part and part not in names:
                raise FileRefused(Refusal.BROKEN)
            found = _MAIN_PARTS[content_type]
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
        raise FileRefused(Refusal.MACROS)
    return found


def _read(package: ZipFile, name: str) -> bytes:
    """Return one small part; raise FileRefused when it is not small."""
    with package.open(name) as part:
        content = part.read(_MOST_PART_BYTES + 1)
    if len(content) > _MOST_PART_BYTES:
        raise FileRefused(Refusal.BOMB)
    return content
