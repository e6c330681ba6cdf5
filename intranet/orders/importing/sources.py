"""Where the files of the acts come from: a ZIP archive or a folder on the server, looked into with distrust."""

import os
import re
import stat
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.conf import settings

from intranet.files import limits
from intranet.files.refusals import FileRefused, Refusal
from intranet.orders.importing.problems import Problems

MOST_FILES = 60_000
MOST_UNPACKED_BYTES = 50 * 1024 * limits.MEGABYTE
MOST_RATIO = 200
RATIO_MATTERS_FROM_BYTES = 200 * limits.MEGABYTE
MOST_DIRECTORY_BYTES = 32 * limits.MEGABYTE
_KEPT_IN_MEMORY = limits.MEGABYTE
_CHUNK = 256 * 1024
_ENCRYPTED, _UTF8 = 0x1, 0x800
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_DRIVE = re.compile(r"[A-Za-z]:")
# What systems put into archives and folders by themselves.
_LITTER = frozenset({"thumbs.db", ".ds_store", "desktop.ini"})
_UNREADABLE = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
)


class FileSource(Protocol):
    """Files by their paths within the archive or folder."""

    sizes: dict[str, int]

    def open(self, path: str) -> AbstractContextManager[IO[bytes]]: ...


class ArchiveSource:
    """Files in a ZIP archive; nothing is ever unpacked under the names that it holds."""

    def __init__(self, archive: ZipFile, entries: dict[str, ZipInfo]) -> None:
        self._archive, self._entries = archive, entries
        self.sizes = {path: entry.file_size for path, entry in entries.items()}

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """Unpack one file to a nameless place and open it; raise FileRefused when it is damaged or too large."""
        entry = self._entries[path]
        if entry.file_size > limits.most_bytes():
            # Too large to be kept anyway, so it is not unpacked either: the size is told by whoever looks into it.
            raise FileRefused(Refusal.TOO_LARGE)
        with tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY) as kept:
            try:
                with self._archive.open(entry) as packed:
                    while chunk := packed.read(_CHUNK):
                        kept.write(chunk)
            except _UNREADABLE as error:
                raise FileRefused(Refusal.BROKEN) from error
            kept.seek(0)
            yield kept


class FolderSource:
    """Files in a folder of the server and below it; links are not followed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.sizes: dict[str, int] = {}
        for folder, _, names in os.walk(root, followlinks=False):
            for name in names:
                found = Path(folder, name)
                if stat.S_ISREG(found.lstat().st_mode):
                    path = found.relative_to(root).as_posix()
                    if not _is_litter(path):
                        self.sizes[path] = found.stat().st_size

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """Open one file; raise FileRefused when it cannot be read any more."""
        try:
            file = (self._root / path).open("rb")
        except OSError as error:
            raise FileRefused(Refusal.BROKEN) from error
        with file:
            yield file


class Finder:
    """Finds files by the names that people write: with the folder or without, in any capitals."""

    def __init__(self, source: FileSource) -> None:
        self._by_path: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        for path in source.sizes:
            key = _key(path)
            self._by_path.setdefault(key, []).append(path)
            self._by_name.setdefault(key.rpartition("/")[2], []).append(path)

    def find(self, name: str) -> list[str]:
        """Return the paths that ``name`` may mean."""
        key = _key(name).removeprefix("./")
        if (found := self._by_path.get(key)) is not None:
            return found
        called = self._by_name.get(key.rpartition("/")[2], [])
        return [path for path in called if _key(path).endswith(f"/{key}") or "/" not in key]


@contextmanager
def open_archive(file: IO[bytes], size: int, problems: Problems) -> Iterator[ArchiveSource | None]:
    """Open a ZIP archive; None, with the problem noted, when it is not to be trusted."""
    try:
        if _directory_size(file, size) > MOST_DIRECTORY_BYTES:
            problems.add("archive_many", limit=MOST_FILES)
            yield None
            return
        archive = ZipFile(file)
    except _UNREADABLE:
        problems.add("archive_unreadable")
        yield None
        return
    with archive:
        entries = _entries(archive, size, problems)
        yield ArchiveSource(archive, entries) if entries is not None else None


def open_folder(name: str, problems: Problems) -> FolderSource | None:
    """Open one of the `offered_folders`; None, with the problem noted, when it is not there any more."""
    root = import_folder()
    if root is None or name not in offered_folders():
        problems.add("folder_missing", value=name)
        return None
    try:
        source = FolderSource(root / name)
    except OSError:
        problems.add("folder_missing", value=name)
        return None
    if len(source.sizes) > MOST_FILES:
        problems.add("archive_many", limit=MOST_FILES)
        return None
    return source


def import_folder() -> Path | None:
    """Return the folder on the server that files may be imported from, None when the settings name none."""
    named = getattr(settings, "REGISTER_IMPORT_FOLDER", "")
    root = Path(named) if named else None
    return root if root is not None and root.is_dir() else None


def offered_folders() -> list[str]:
    """Return the import folder itself (".") and the folders in it, by name."""
    root = import_folder()
    if root is None:
        return []
    try:
        inside = [entry.name for entry in root.iterdir() if entry.is_dir() and not entry.is_symlink()]
    except OSError:
        return []
    return [".", *sorted(name for name in inside if not name.startswith("."))]


def _entries(archive: ZipFile, size: int, problems: Problems) -> dict[str, ZipInfo] | None:
    """Return the files of the archive by their paths, or None when it is refused as a whole."""
    found: dict[str, ZipInfo] = {}
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MOST_FILES:
        problems.add("archive_many", limit=MOST_FILES)
        return None
    if (
        unpacked > MOST_UNPACKED_BYTES
        # Entries that share their bytes, or unpack to far more than scans and documents do.
        or sum(info.compress_size for info in infos) > size
        or (unpacked > RATIO_MATTERS_FROM_BYTES and unpacked > size * MOST_RATIO)
    ):
        problems.add("archive_bomb")
        return None
    for info in infos:
        path = _path_of(info)
        if info.flag_bits & _ENCRYPTED:
            problems.add("archive_encrypted", value=path)
            return None
        if _leads_outside(path) or stat.S_ISLNK(info.external_attr >> 16):
            problems.add("archive_path", value=path)
            return None
        if info.is_dir() or path.endswith("/") or _is_litter(path):
            continue
        if path in found:
            problems.add("archive_doubled", value=path)
            return None
        found[path] = info
    return found


def _path_of(info: ZipInfo) -> str:
    """Return the name of an entry: marked as UTF-8, or UTF-8 without the mark, or the page of Polish Windows."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        raw = name.encode("cp437")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp852")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _leads_outside(path: str) -> bool:
    return path.startswith("/") or _DRIVE.match(path) is not None or ".." in path.split("/") or "\0" in path


def _is_litter(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return not parts or "__MACOSX" in parts or parts[-1].lower() in _LITTER or parts[-1].startswith("._")


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path.replace("\\", "/")).casefold().strip()


def _directory_size(file: IO[bytes], size: int) -> int:
    """Return the size of the list of entries, which `zipfile` reads whole; raise ValueError when there is none."""
    tail_size = min(size, _END_SIZE + _LONGEST_COMMENT + _LOCATOR_SIZE)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    found = tail.rfind(_END)
    if found < 0 or len(tail) - found < _END_SIZE:
        raise ValueError("no end of directory")
    locator = tail[max(0, found - _LOCATOR_SIZE) : found]
    if locator.startswith(_LOCATOR):
        file.seek(int.from_bytes(locator[8:16], "little"))
        return int.from_bytes(file.read(56)[40:48], "little")
    return int.from_bytes(tail[found + 12 : found + 16], "little")
