"""The LDIF file in the folder: written at first start, kept when somebody has edited it."""

import hashlib
from pathlib import Path

from deploy.demo.directory import ldif
from deploy.demo.directory.content import demo_entries
from deploy.demo.directory.entries import BrokenTree, Directory

FILE_NAME = "directory.ldif"
MARK = "# sha256 of the rest of this file as it was made: "


class BrokenFile(ValueError):
    """A file that cannot be read as a directory; the message says where and what to do."""


def open_directory(folder: Path) -> Directory:
    """Return the directory of the file in the folder, writing the demo staff there when it is missing.

    A file that nobody edited is replaced when the demo staff of this version differs; an edited one is kept.
    Raises BrokenFile and OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    fresh = ldif.write(demo_entries())
    if not path.exists() or _is_untouched(path) and not _holds(path, fresh):
        _write(path, fresh)
    try:
        return Directory(ldif.read(path.read_text(encoding="utf-8")))
    except (ldif.LdifError, BrokenTree, UnicodeDecodeError) as error:
        raise BrokenFile(f"{path}: {error}; correct or delete the file") from error


def _is_untouched(path: Path) -> bool:
    first, _, rest = path.read_bytes().partition(b"\n")
    return first == _mark(rest)


def _holds(path: Path, content: str) -> bool:
    return path.read_bytes().startswith(_mark(content.encode()) + b"\n")


def _write(path: Path, content: str) -> None:
    body = content.encode()
    fresh = path.with_suffix(".new")
    fresh.write_bytes(_mark(body) + b"\n" + body)
    fresh.replace(path)


def _mark(body: bytes) -> bytes:
    return (MARK + hashlib.sha256(body).hexdigest()).encode()
