"""Fields of the design system."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from intranet.core.forms.widgets import FileDrop, PolishDateInput, kind_names, size_in_words

# A phone's numeric keys may lack the dot, so a space or nothing at all between the parts is understood too.
_DAY_FIRST = re.compile(r"(\d{1,2})(?:\s*[.\-/]\s*|\s+)(\d{1,2})(?:\s*[.\-/]\s*|\s+)(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DIGITS_ONLY = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_AFTER_THE_DATE = re.compile(r"\s*r\.?$", re.IGNORECASE)


class PolishDateField(forms.DateField):
    """A day written 14.12.2026; 1.2.2026, 01-02-2026, 1 2 2026, 01022026 and 2026-02-01 are understood."""

    widget = PolishDateInput
    default_error_messages = {
        "invalid": _("Write the day, month and year, for example 14.12.2026."),
        "no_such_day": _("There is no such day in the calendar. Check the day and the month."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 14.12.2026."))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return self._read(_AFTER_THE_DATE.sub("", str(value).strip()))

    def _read(self, text: str) -> date:
        if found := _YEAR_FIRST.fullmatch(text):
            year, month, day = found.groups()
        elif found := _DAY_FIRST.fullmatch(text) or _DIGITS_ONLY.fullmatch(text):
            day, month, year = found.groups()
        else:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return date(int(year), int(month), int(day))
        except ValueError as error:
            raise ValidationError(self.error_messages["no_such_day"], code="no_such_day") from error


class FileDropField(forms.FileField):
    """Files dropped, chosen or pasted; cleans to one file, or with ``multiple`` to a list of them.

    Looks at names and sizes only. Whoever stores the files must look at what is inside them.
    """

    default_error_messages = {
        "extension": _("%(name)s: files of this kind are not accepted. Accepted: %(kinds)s."),
        "size": _("%(name)s is too large: %(size)s. At most %(limit)s is accepted."),
        "count": _("Too many files. Number of files accepted: %(limit)s."),
    }

    def __init__(
        self,
        *,
        extensions: Sequence[str] = (),
        max_bytes: int | None = None,
        multiple: bool = False,
        max_files: int | None = None,
        paste: bool = False,
        **kwargs: Any,
    ) -> None:
        self.extensions, self.max_bytes = tuple(extensions), max_bytes
        self.multiple, self.max_files = multiple, max_files
        kwargs.setdefault(
            "widget",
            FileDrop(extensions=extensions, max_bytes=max_bytes, multiple=multiple, paste=paste),
        )
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not self.multiple:
            return self._checked(super().clean(data, initial))
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not given:
            if self.required and not initial:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if self.max_files is not None and len(given) > self.max_files:
            raise ValidationError(
                self.error_messages["count"], code="count", params={"limit": self.max_files}
            )
        errors: list[ValidationError] = []
        cleaned = []
        for one in given:
            try:
                cleaned.append(self._checked(super().clean(one, None)))
            except ValidationError as error:
                errors.extend(error.error_list)
        if errors:
            raise ValidationError(errors)
        return cleaned

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and bool(data)

    def _checked(self, file: Any) -> Any:
        if not isinstance(file, UploadedFile):
            return file
        name = file.name or ""
        if self.extensions and PurePath(name).suffix.lower() not in self.extensions:
            raise ValidationError(
                self.error_messages["extension"],
                code="extension",
                params={"name": name, "kinds": kind_names(self.extensions)},
            )
        if self.max_bytes is not None and (file.size or 0) > self.max_bytes:
            raise ValidationError(
                self.error_messages["size"],
                code="size",
                params={
                    "name": name,
                    "size": size_in_words(file.size or 0),
                    "limit": size_in_words(self.max_bytes),
                },
            )
        return file
