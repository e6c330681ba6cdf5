"""People and units: the directory lies below the search, so the search registers them and follows their changes."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Length, StrIndex
from django.utils.translation import gettext_lazy as _

from intranet.core.dates import today
from intranet.core.text import fold
from intranet.directory.hooks import ChangeHook, change_hooks
from intranet.directory.models import OrgUnit, Person
from intranet.search.indexing import index_objects
from intranet.search.registry import IndexedText, Result, SearchSource, register
from intranet.search.unit_names import forget_units, ids_with_symbol

if TYPE_CHECKING:
    from intranet.accounts.models import User

# Fewer digits are found in too many phones.
FEWEST_DIGITS = 3
MOST_NAMES = 4
BY_NAME = ("surname", "given_name", "pk")


class PersonSource(SearchSource[Person]):
    """The staff list: found by name, job, unit, room and phone."""

    key = "pracownicy"
    label = _("People")
    model = Person
    order = 80
    precedence = 2

    def for_indexing(self) -> QuerySet[Person]:
        return Person.objects.active().select_related("unit")

    def indexed_text(self, found: Person) -> IndexedText | None:
        if not found.is_active:
            return None
        unit = f"{found.unit.name} {found.unit.symbol}" if found.unit else ""
        phone = "".join(filter(str.isdigit, found.phone))
        body = "\n".join([found.job_title, unit, found.room, found.phone, phone, found.email])
        # „Główna księgowa” is asked for as often as her name.
        return IndexedText(title=f"{found.full_name} {found.job_title}", body=body)

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

    def facets(self, visible: QuerySet[Person]) -> Iterable[tuple[int, int | None, str]]:
        people = visible.order_by().values_list("pk", "unit_id")
        return ((person_id, unit_id, "") for person_id, unit_id in people)

    def typed(self, visible: QuerySet[Person], text: str) -> QuerySet[Person] | None:
        """Return people with the digits typed in their phone or room, or with every word anywhere in their names.

        Those whose surname begins with the first word come first.
        """
        digits = "".join(filter(str.isdigit, text))
        if digits:
            is_number = len(digits) >= FEWEST_DIGITS and not any(map(str.isalpha, text))
            return visible.filter(search_key__contains=digits).order_by(*BY_NAME) if is_number else None
        words = fold(text).split()[:MOST_NAMES]
        if not words:
            return None
        # The search key begins with the given name, the surname and the given name again.
        named = visible.alias(
            surname_at=Length("given_name") + 2, names_end=2 * Length("given_name") + Length("surname") + 2
        )
        for position, word in enumerate(words):
            place = f"place_{position}"
            named = named.alias(**{place: StrIndex("search_key", Value(word))}).filter(
                **{f"{place}__gt": 0, f"{place}__lte": F("names_end")}
            )
        likeliest = Case(When(place_0=F("surname_at"), then=0), When(place_0=1, then=1), default=2)
        return named.order_by(likeliest, *BY_NAME)


class UnitSource(SearchSource[OrgUnit]):
    """Units, those of the past too: old orders name them."""

    key = "komorki"
    label = _("Units")
    model = OrgUnit
    order = 90
    statuses = {"dawne": _("no longer exists")}

    def for_indexing(self) -> QuerySet[OrgUnit]:
        return OrgUnit.objects.select_related("parent")

    def indexed_text(self, found: OrgUnit) -> IndexedText:
        return IndexedText(title=f"{found.name} {found.symbol}", body=f"{found.address}\n{found.phone}")

    def visible_to(self, user: "User") -> QuerySet[OrgUnit]:
        return OrgUnit.objects.visible_to(user)

    def facets(self, visible: QuerySet[OrgUnit]) -> Iterable[tuple[int, int | None, str]]:
        day = today()
        for unit_id, last_day in visible.order_by().values_list("pk", "valid_to"):
            yield unit_id, unit_id, "dawne" if last_day is not None and last_day < day else ""

    def exact(self, text: str) -> Q | None:
        """Return the condition for the unit with this symbol, with or without Polish letters."""
        ids = ids_with_symbol(text)
        return Q(pk__in=ids) if ids else None

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
    forget_units()
    index_objects(OrgUnit.objects.filter(pk__in=ids))
    index_objects(Person.objects.active().filter(unit__in=ids).select_related("unit"))


register(PersonSource())
register(UnitSource())
change_hooks.register(ChangeHook("search", people=file_people, units=file_units))
