"""Typed reading of one TOML table: a wrong type, a missing or a misspelt key is an error with its place."""

from collections.abc import Mapping
from datetime import date
from typing import Self


class DemoContentError(ValueError):
    """The demo content is inconsistent; the message names the file and the field."""


class Table:
    """One TOML table; `finish` refuses the keys nobody asked for."""

    def __init__(self, values: Mapping[str, object], place: str) -> None:
        self._values = values
        self._read: set[str] = set()
        self.place = place

    def text(self, key: str, default: str | None = None) -> str:
        value = self._value(key, default)
        if not isinstance(value, str):
            raise self.error(f"{key} must be a text")
        return value

    def number(self, key: str) -> int:
        value = self._value(key, None)
        if not isinstance(value, int):
            raise self.error(f"{key} must be a number")
        return value

    def optional_number(self, key: str) -> int | None:
        return self.number(key) if key in self._values else None

    def optional_day(self, key: str) -> date | None:
        if key not in self._values:
            return None
        value = self._value(key, None)
        if type(value) is not date:
            raise self.error(f"{key} must be a date without a time")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._value(key, None)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"{key} must be a list of texts")
        return tuple(value)

    def text_or_texts(self, key: str) -> str | tuple[str, ...]:
        return self.text(key) if isinstance(self._values.get(key), str) else self.texts(key)

    def tables(self, key: str) -> list[Self]:
        """Return the tables of an array of tables, none when it is absent."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(f"{key} must be tables")
        return [type(self)(item, f"{self.place}, {key} {place}") for place, item in enumerate(value, start=1)]

    def finish(self) -> None:
        """Raise DemoContentError when the table holds a key that was never read."""
        if unknown := sorted(self._values.keys() - self._read):
            raise self.error(f"unknown keys: {', '.join(unknown)}")

    def error(self, message: str) -> DemoContentError:
        return DemoContentError(f"{self.place}: {message}")

    def _value(self, key: str, default: object) -> object:
        self._read.add(key)
        value = self._values.get(key, default)
        if value is None:
            raise self.error(f"{key} is missing")
        return value
