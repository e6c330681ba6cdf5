"""Rows and the directory's values: what differs, and what a column can hold."""

from collections.abc import Mapping

from django.db import models

BATCH = 500


def change(row: models.Model, values: Mapping[str, object]) -> bool:
    """Set what differs and tell whether anything did."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def cut(model: type[models.Model], field_name: str, value: str) -> str:
    """Return ``value`` as long as the column can hold: too long a text in the directory must not stop the sync."""
    field = model._meta.get_field(field_name)
    return value[: field.max_length] if isinstance(field, models.CharField) else value


def cut_all(model: type[models.Model], values: Mapping[str, str]) -> dict[str, str]:
    """Return ``values``, by field name, each as long as its column can hold."""
    return {name: cut(model, name, value) for name, value in values.items()}
