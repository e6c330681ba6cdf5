"""People and units: the directory lies below the search, so the search registers them itself."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from intranet.core.dates import today
from intranet.directory.models import OrgUnit, Person
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


register(PersonSource())
register(UnitSource())
