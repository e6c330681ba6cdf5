"""What is in the register stays as it was registered: models, querysets and triggers refuse alike."""

from typing import Any, NoReturn, TypeVar

from django.db import models

from intranet.core.seals import Seal

# Opened only by the services that register, correct and withdraw.
REGISTER = Seal("register")

Row = TypeVar("Row", bound=models.Model)


class RegisterIsImmutable(TypeError):
    """Code tried to change or delete what is registered; another order or a recorded correction does that."""


class ImmutableQuerySet(models.QuerySet[Row]):
    """Rows that are added once and never updated or deleted in bulk without the key."""

    def update(self, **kwargs: Any) -> int:
        _refuse_without_key(self.model)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        _refuse_without_key(self.model)
        return super().delete()

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        _refuse_without_key(self.model)
        return super().bulk_update(*args, **kwargs)


class ImmutableModel(models.Model):
    """A row of the register: saved once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse_without_key(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse_without_key(type(self))
        return super().delete(*args, **kwargs)


def _refuse_without_key(model: type[models.Model]) -> None | NoReturn:
    if not REGISTER.is_open:
        raise RegisterIsImmutable(f"{model._meta.label} is immutable once registered.")
    return None
