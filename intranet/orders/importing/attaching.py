"""Finding the files that rows name, and looking into each as if a person had chosen it in a form."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from intranet.files.acceptance import examine, refusal_params
from intranet.files.kinds import KINDS, chunks_of
from intranet.files.refusals import FileRefused
from intranet.orders.importing.problems import Problems
from intranet.orders.importing.progress import Progress
from intranet.orders.importing.rows import Attached, Row
from intranet.orders.importing.sources import FileSource, Finder


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found inside a file: its hash, or why it is not taken."""

    sha256: str = ""
    refusal: str = ""


def attach_found(
    rows: Iterable[Row], source: FileSource | None, problems: Problems, progress: Progress
) -> None:
    """Fill ``attached`` of each row with the files it names; note those missing, refused and named by nobody."""
    naming = [row for row in rows if row.files]
    if source is None:
        for row in naming:
            names = "; ".join(file.name for file in row.files)
            problems.add("files_without_source", row=row.row, column="files", value=names)
        return
    finder = Finder(source)
    seen: dict[str, _Seen] = {}
    progress.begin("FILES", sum(len(row.files) for row in naming))
    for row in naming:
        _attach(row, source, finder, seen, problems)
        progress.step(len(row.files))
    for path in sorted(source.sizes.keys() - seen.keys()):
        problems.add_at("file_unused", value=path)


def _attach(row: Row, source: FileSource, finder: Finder, seen: dict[str, _Seen], problems: Problems) -> None:
    for file in row.files:
        paths = finder.find(file.name)
        if len(paths) != 1:
            code = "file_ambiguous" if paths else "file_missing"
            paths_in_words = ", ".join(sorted(paths)[:5])
            problems.add(
                code, row=row.row, column="files", value=file.name, name=file.name, paths=paths_in_words
            )
            seen.update((path, seen.get(path, _Seen())) for path in paths)
            continue
        path = paths[0]
        if path not in seen:
            seen[path] = _look_into(source, path)
        if seen[path].refusal:
            sentence = seen[path].refusal
            problems.add("file_refused", row=row.row, column="files", value=file.name, sentence=sentence)
        elif any(one.path == path for one in row.attached):
            problems.add("file_twice", row=row.row, column="files", value=file.name, name=file.name)
        else:
            row.attached.append(Attached(path, seen[path].sha256, file.number, file.title, file.role))


def _look_into(source: FileSource, path: str) -> _Seen:
    name, size = PurePosixPath(path).name, source.sizes[path]
    try:
        with source.open(path) as file:
            examine(cast(BinaryIO, file), name=name, size=size)
            digest = hashlib.sha256()
            for chunk in chunks_of(cast(BinaryIO, file)):
                digest.update(chunk)
    except FileRefused as refused:
        refused.params = {**refusal_params(name, size, KINDS), **refused.params}
        return _Seen(refusal=refused.sentence)
    return _Seen(sha256=digest.hexdigest())
