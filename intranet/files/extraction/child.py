"""Read the text of one file and print it as JSON; run by `process` as a program of its own, never imported.

Files come from people and may be made to harm whoever opens them. So this knows no Django, no database and no
secrets, sets its own limits before it opens anything, and may be killed at any moment: its death is an answer too.

    python -I child.py '{"path": …, "media_type": …, "memory_bytes": …, "cpu_seconds": …, "most_bytes": …}'
"""

import codecs
import ctypes
import json
import os
import re
import resource
import signal
import sys
from typing import Any

OUTPUT_BYTES = 16 * 1024 * 1024
# Beside the text itself a damaged or locked file is told by the words of the library's error.
_ENCRYPTED_WORDS = ("password", "encrypted")
_TOO_BIG_WORDS = ("security limit", "out of memory", "exceeds limit", "too large", "zip bomb")
_UNSUPPORTED_WORDS = ("unsupported", "validationerror")

_PDF = "application/pdf"
_ODP = "application/vnd.oasis.opendocument.presentation"
_PLAIN = frozenset({"text/plain", "text/csv"})
_SHEETS = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    }
)
_PAGED = frozenset({_PDF, "application/vnd.openxmlformats-officedocument.presentationml.presentation"})
_OPENDOCUMENT_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OPENDOCUMENT_SLIDE = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}page"
# A scan may carry a stamp or a number put on by a program; that is no text layer.
_FEWEST_LETTERS_A_PAGE = 10
_PR_SET_PDEATHSIG = 1

# Characters that a database or a page cannot keep: controls, surrogates, non-characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")


def limit_myself(memory_bytes: int, cpu_seconds: int) -> None:
    """Set limits that the kernel keeps, and die with the worker."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def read(path: str, media_type: str, most_bytes: int) -> dict[str, Any]:
    """Return {"status", "text", "is_cut", "pages"}."""
    if media_type in _PLAIN:
        content, pages = _plain_text(path, most_bytes), None
    elif media_type == _ODP:
        content, pages = _slides(path)
    else:
        content, pages = _document(path, media_type)
    text, is_cut = _fit(_clean(content), most_bytes)
    letters = sum(character.isalnum() for character in text)
    fewest = _FEWEST_LETTERS_A_PAGE * (pages or 1) if media_type == _PDF else 1
    status = "DONE" if letters >= fewest else "NO_TEXT_LAYER"
    return {"status": status, "text": text, "is_cut": is_cut, "pages": pages}


def _document(path: str, media_type: str) -> tuple[str, int | None]:
    import kreuzberg

    config = kreuzberg.ExtractionConfig(
        use_cache=False,
        disable_ocr=True,  # type: ignore[call-arg]  # missing from the library's types
        concurrency=kreuzberg.ConcurrencyConfig(max_threads=2),
    )
    result = kreuzberg.extract_file_sync(path, mime_type=media_type, config=config)
    pages: int | None = None
    if media_type in _PAGED:
        counted: Any = dict(result.metadata).get("page_count")
        pages = int(counted or result.get_page_count()) or None
    return (_sheets(result) if media_type in _SHEETS else result.content), pages


def _sheets(result: Any) -> str:
    """Write a workbook as rows with a tab between cells, each sheet under its name."""
    names = dict(result.metadata).get("sheet_names") or []
    lines: list[str] = []
    for table in result.tables:
        if 0 < table.page_number <= len(names):
            lines += ["", names[table.page_number - 1], ""]
        rows = ("\t".join(" ".join(str(cell).split()) for cell in row) for row in table.cells)
        lines += [row for row in rows if row.strip()]
    return "\n".join(lines) or str(result.content)


def _plain_text(path: str, most_bytes: int) -> str:
    """Read text as people save it: UTF-8, UTF-16 with its mark, or the Polish page of Windows."""
    with open(path, "rb") as file:
        # A character more than is kept, so that `_fit` sees that something was left out.
        content = file.read(2 * most_bytes + 4)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(content)
    except UnicodeDecodeError:
        return content.decode("cp1250", "replace")


def _slides(path: str) -> tuple[str, int]:
    """Read a presentation of LibreOffice, which the library does not know."""
    from zipfile import ZipFile

    from defusedxml.ElementTree import iterparse

    lines, slides = [], 0
    with ZipFile(path) as package, package.open("content.xml") as content:
        for _event, element in iterparse(content):
            if element.tag in (f"{_OPENDOCUMENT_TEXT}p", f"{_OPENDOCUMENT_TEXT}h"):
                lines.append("".join(element.itertext()))
                element.clear()
            elif element.tag == _OPENDOCUMENT_SLIDE:
                lines.append("")
                slides += 1
                element.clear()
    return "\n".join(lines), slides


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")
    text = _SPACES_AT_END.sub("", _UNFIT.sub("", text))
    return _EMPTY_LINES.sub("\n\n", text).strip()


def _fit(text: str, most_bytes: int) -> tuple[str, bool]:
    encoded = text.encode()
    if len(encoded) <= most_bytes:
        return text, False
    return encoded[:most_bytes].decode("utf-8", "ignore"), True


def _status_of(error: BaseException) -> str:
    words = f"{type(error).__name__}: {error}".lower()
    if isinstance(error, MemoryError) or any(word in words for word in _TOO_BIG_WORDS):
        return "TOO_BIG"
    if any(word in words for word in _ENCRYPTED_WORDS):
        return "ENCRYPTED"
    if any(word in words for word in _UNSUPPORTED_WORDS):
        return "UNSUPPORTED"
    # Of the machine, not of the file.
    return "FAILED" if isinstance(error, ImportError | OSError) else "BROKEN"


def main() -> None:
    order = json.loads(sys.argv[1])
    limit_myself(order["memory_bytes"], order["cpu_seconds"])
    try:
        answer = read(order["path"], order["media_type"], order["most_bytes"])
    except Exception as error:  # noqa: BLE001  (whatever a library raises for a file is an answer about the file)
        answer = {"status": _status_of(error), "reason": type(error).__name__}  # its words may quote the file
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())
    sys.stdout.flush()
    # Without the library's threads being asked to end, which may take them long.
    os._exit(0)


if __name__ == "__main__":
    main()
