"""People and units: the directory lies below the search, so the search registers them and follows their changes."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from intranet.core.dates import today
from intranet.directory.hooks import ChangeHook, change_hooks
from intranet.directory.models import OrgUnit, Person
from intranet.search.indexing import index_objects
from intranet.search.registry import IndexedText, Result, SearchSource, register

if TYPE_CHECKING:
    from intranet.accounts.models import User


class PersonSource(SearchSource[Person]):
    """The staff list: found by name, job, unit, room and phone."""

    key = "pracownicy"
    label = _("People")
    model = Person
    order = 80

    def for_indexing(self) -> QuerySet[Person]:
        return Person.objects.active().select_related("unit")

    def indexed_text(self, found: Person) -> IndexedText | None:
        if not found.is_active:
            return None
        unit = f"{found.unit.name} {found.unit.symbol}" if found.unit else ""
        phone = "".join(filter(str.isdigit, found.phone))
        body = "\n".join([found.job_title, unit, found.room, found.phone, phone, found.email])
        return IndexedText(title=found.full_name, body=body)

    def visible_to(self, user: "User") -> QuerySet[Person]:
        return Person.objects.visible_to(user)

    def for_display(self, visible: QuerySet[Person]) -> QuerySet[Person]:
        return visible.select_related("unit")

    def result(self, found: Person) -> Result:
        details = [found.job_title, found.unit_name, found.phone]
        return Result(
            title=found.full_name,
            url=found.get_absolute_url(),
            meta=" · ".join(detail for detail in details if detail),
            icon="user",
        )


class UnitSource(SearchSource[OrgUnit]):
    """Units, those of the past too: old orders name them."""

    key = "komorki"
    label = _("Units")
    model = OrgUnit
    order = 90

    def for_indexing(self) -> QuerySet[OrgUnit]:
        return OrgUnit.objects.select_related("parent")

    def indexed_text(self, found: OrgUnit) -> IndexedText:
        return IndexedText(title=f"{found.name} {found.symbol}", body=f"{found.address}\n{found.phone}")

    def visible_to(self, user: "User") -> QuerySet[OrgUnit]:
        return OrgUnit.objects.visible_to(user)

    def result(self, found: OrgUnit) -> Result:
        is_over = found.valid_to is not None and found.valid_to < today()
        return Result(
            title=found.name,
            url=found.get_absolute_url(),
            meta=" · ".join(detail for detail in (found.symbol, found.address) if detail),
            status=_("no longer exists") if is_over else "",
            status_variant="expired",
            icon="building-office-2",
        )


def file_people(ids: Collection[int]) -> None:
    """File the people with ``ids`` again; leavers leave the index."""
    index_objects(Person.objects.filter(pk__in=ids).select_related("unit"))


def file_units(ids: Collection[int]) -> None:
    """File the units with ``ids`` again, and their people, who are found by the unit's name."""
    index_objects(OrgUnit.objects.filter(pk__in=ids))
    index_objects(Person.objects.active().filter(unit__in=ids).select_related("unit"))


register(PersonSource())
register(UnitSource())
change_hooks.register(ChangeHook("search", people=file_people, units=file_units))
