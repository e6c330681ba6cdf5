"""Widgets of the design system. Each is a plain control of the browser until its script makes more of it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

SHORT_DATE = "%d.%m.%Y"
_EMPTY_DECIMAL = re.compile(r"[.,]0(?=\s)")


def kind_names(extensions: Sequence[str]) -> str:
    """Return "PDF, DOCX" for extensions of files."""
    return ", ".join(extension.removeprefix(".").upper() for extension in extensions)


def size_in_words(size: int) -> str:
    """Return "20 MB" where Django writes "20.0 MB"."""
    return _EMPTY_DECIMAL.sub("", filesizeformat(size))


class PolishDateInput(forms.DateInput):
    """A date as Polish offices write it, with a button that opens the browser's own calendar.

    A text field on purpose: `<input type=date>` shows dates in the language of the browser, not of the page.
    """

    template_name = "django/forms/widgets/polish_date.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})}, format=SHORT_DATE)


class SearchableSelect(forms.Select):
    """A list too long to scroll through: typing narrows it. The native select keeps the value."""

    template_name = "django/forms/widgets/searchable_select.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-searchable": True, **(attrs or {})}, choices)


class FileDrop(forms.FileInput):
    """A place to drop files on. Says and checks kinds and size; FileDropField and the server check again.

    ``extensions`` are lower case with their dot; ``max_bytes`` is per file; ``paste`` lets Ctrl+V put in
    a screenshot, on a page that has one such field.
    """

    template_name = "django/forms/widgets/file_drop.html"

    def __init__(
        self,
        attrs: Mapping[str, Any] | None = None,
        *,
        extensions: Sequence[str] = (),
        max_bytes: int | None = None,
        multiple: bool = False,
        paste: bool = False,
    ) -> None:
        self.allow_multiple_selected = multiple
        self.extensions = tuple(extensions)
        self.max_bytes = max_bytes
        extra: dict[str, Any] = {"data-file-drop": True}
        if extensions:
            extra["accept"] = ",".join(extensions)
        if max_bytes is not None:
            extra["data-max-bytes"] = max_bytes
        if paste:
            extra["data-paste"] = True
        super().__init__({**extra, **(attrs or {})})

    def limits(self) -> str:
        """Return the sentence about kinds and size, empty when anything is taken."""
        words = {"kinds": kind_names(self.extensions), "size": ""}
        if self.max_bytes is None:
            return f"{words['kinds']}." if self.extensions else ""
        words["size"] = size_in_words(self.max_bytes)
        if not self.extensions:
            return _("At most %(size)s.") % words
        if self.allow_multiple_selected:
            return _("%(kinds)s; at most %(size)s each.") % words
        return _("%(kinds)s; at most %(size)s.") % words
