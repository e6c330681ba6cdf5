"""The design system's style sheets and scripts, each joined into one file without a build step.

A page on a slow line should wait for two files, not for sixty. The joined files are made from the sources when
static files are looked for (`collectstatic`, the demo's web server, DEBUG), so there is nothing to forget.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).resolve().parent / "static" / "core"


def _style_sheets() -> list[Path]:
    """Return the style sheets in the order of their layers; tokens.css declares that order."""
    css = SOURCES / "css"
    first = [css / f"{name}.css" for name in ("tokens", "tokens-dark", "reset", "base", "layout")]
    last = [css / f"{name}.css" for name in ("entrance", "utilities", "print")]
    return [*first, *sorted((css / "components").glob("*.css")), *last]


def _modules() -> list[Path]:
    return sorted((SOURCES / "js" / "modules").glob("*.js"))


def _in_a_block(source: str) -> str:
    """Return a module as a block, so that two modules may use one name; imports cannot stand in a block."""
    return f"{{\n{source}}}\n"


@dataclass(frozen=True)
class Bundle:
    """A joined file: its address below /static/, its sources in order, and how each is put in."""

    name: str
    sources: Callable[[], Iterable[Path]]
    wrap: Callable[[str], str] = str

    def text(self) -> str:
        """Return the joined text."""
        return "".join(self.wrap(path.read_text(encoding="utf-8")) for path in self.sources())


# As deep as the sources of components, so that the addresses of pictures in them stay true.
BUNDLES = (
    Bundle("core/css/bundle/intranet.css", _style_sheets),
    Bundle("core/js/intranet.js", _modules, _in_a_block),
)


class BundleFinder(BaseFinder):
    """Finds the joined files, writing each into VAR_DIR/bundles when its sources have changed."""

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(  # type: ignore[override]  # Django itself returns [] here for "not found"
        self, path: str, find_all: bool = False, **kwargs: Any
    ) -> Sequence[str] | str:
        """Return where the joined file ``path`` lies; an empty list when it is none of ours."""
        for bundle in BUNDLES:
            if bundle.name == path:
                written = str(_written(bundle))
                return [written] if find_all else written
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield every joined file with the storage that holds it."""
        storage = FileSystemStorage(location=_folder())
        for bundle in BUNDLES:
            _written(bundle)
            yield bundle.name, storage


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "bundles"


def _written(bundle: Bundle) -> Path:
    """Return the file on disk, replaced whole when it is not what the sources say: processes may meet here."""
    path, text = _folder() / bundle.name, bundle.text()
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(draft).chmod(0o644)
    Path(draft).replace(path)
    return path
