"""What domains above are told about the files they attached."""

from collections.abc import Callable
from dataclasses import dataclass

from intranet.core.registry import Registry
from intranet.files.models import StoredFile


@dataclass(frozen=True)
class TextHook:
    """``ready`` is called when the text of a file has been read, or read again, with ``file.reading`` filled.

    It runs in the transaction that keeps the text, for files of every domain: one query must tell whether the file
    is its own. Safe to call twice. What it raises undoes the reading, which is then tried again later.
    """

    key: str
    ready: Callable[[StoredFile], None]


text_hooks: Registry[TextHook] = Registry(key=lambda hook: hook.key, order=lambda hook: (0, hook.key))
