from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.core.collation import polish_key
from intranet.core.dates import today
from intranet.directory.forms import PeopleFilterForm
from intranet.directory.models import OrgUnit, Person
from intranet.directory.people_list import in_order, letter_index, sort_links, starting_with
from intranet.directory.trees import tree_picture, unit_tree, units_above
from intranet.directory.vcards import vcard_file_name, vcard_of

PEOPLE_ON_PAGE = 50
MOST_COLLEAGUES = 5
AS_PICTURE = "schemat"


class PersonListView(ListView):
    """The staff list, searched without diacritics by name, phone, room, job or unit."""

    template_name = "directory/person_list.html"
    context_object_name = "people"
    paginate_by: int | None = PEOPLE_ON_PAGE

    def get_queryset(self) -> QuerySet[Person]:
        user = signed_in_user(self.request)
        self.form = PeopleFilterForm(self.request.GET, user=user)
        people = Person.objects.visible_to(user).select_related("unit")
        self.of_every_letter = people.none()
        if not self.form.is_valid():
            return people.none()
        asked = self.form.cleaned_data
        if asked["q"]:
            people = people.matching(asked["q"])
        if asked["unit"]:
            people = people.filter(unit=asked["unit"])
        self.of_every_letter = people
        shown = starting_with(people, asked["letter"]) if asked["letter"] else people
        return in_order(shown, asked["sort"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, query = self.form.cleaned_data, self.request.GET
        return super().get_context_data(
            form=self.form,
            chips=self.form.chips(query),
            letters=letter_index(self.of_every_letter, query, asked.get("letter", "")),
            every_letter_url=_address_without(query, "letter", "page"),
            sorting=sort_links(query, asked.get("sort", "")),
            phone_list_query=_address_without(query, "page"),
            today=today(),
            **kwargs,
        )


class PhoneListView(PersonListView):
    """The people found, all on one sheet to print."""

    template_name = "directory/phone_list.html"
    paginate_by = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit = self.form.cleaned_data.get("unit")
        named = [] if unit else _units_named(self.object_list)
        return super().get_context_data(unit=unit, named_units=named, **kwargs)


def _units_named(people: Iterable[Person]) -> list[OrgUnit]:
    """Return the units of ``people`` by symbol: the key to a list that has room for symbols alone."""
    units = {person.unit.pk: person.unit for person in people if person.unit}
    return sorted(units.values(), key=lambda unit: polish_key(unit.symbol))


def _chief_of(person: Person) -> Person | None:
    """Return the manager, or the unit's head when there is none who still works here."""
    above = (person.manager, person.unit.head if person.unit else None)
    return next((chief for chief in above if chief and chief.is_active and chief.pk != person.pk), None)


def _address_without(query: Any, *names: str) -> str:
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return f"?{rest.urlencode()}"


class PersonDetailView(DetailView):
    """One person: how to reach them, where they work, whose head they are."""

    template_name = "directory/person_detail.html"
    context_object_name = "shown_person"

    def get_queryset(self) -> QuerySet[Person]:
        headed = _units_with_numbers(signed_in_user(self.request))
        return (
            Person.objects.visible_to(signed_in_user(self.request))
            .select_related("unit__head", "manager__unit")
            .prefetch_related("job_groups", Prefetch("headed_units", queryset=headed))
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, person = signed_in_user(self.request), self.object
        unit = person.unit
        chief = _chief_of(person)
        colleagues = Person.objects.visible_to(user).filter(unit=unit) if unit else Person.objects.none()
        shown_already = [person.pk, chief.pk if chief else person.pk]
        return super().get_context_data(
            chief=chief,
            path=units_above(unit, user=user) if unit else [],
            unit_people_url=f"{reverse('directory:list')}?unit={unit.pk}" if unit else "",
            unit_people_count=colleagues.count() if unit else 0,
            colleagues=colleagues.exclude(pk__in=shown_already)[:MOST_COLLEAGUES],
            **kwargs,
        )


@require_safe
def vcard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the person's visiting card as a file for an address book."""
    people = Person.objects.visible_to(signed_in_user(request)).select_related("unit")
    person = get_object_or_404(people, pk=pk)
    note = _("Room %(room)s") % {"room": person.room} if person.room else ""
    return HttpResponse(
        vcard_of(person, note=note),
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{vcard_file_name(person)}"'},
    )


class UnitListView(ListView):
    """The organisation with heads and numbers of people, as a tree to read or as a picture."""

    template_name = "directory/unit_list.html"
    context_object_name = "units"

    def get_queryset(self) -> QuerySet[OrgUnit]:
        return _units_with_numbers(signed_in_user(self.request)).select_related("head")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tree = unit_tree(self.object_list)
        is_picture = self.request.GET.get("widok") == AS_PICTURE
        return super().get_context_data(
            tree=tree,
            picture=tree_picture(tree) if is_picture and tree else None,
            is_picture=is_picture,
            is_list=not is_picture,
            picture_url=f"?widok={AS_PICTURE}",
            **kwargs,
        )


class UnitDetailView(DetailView):
    """One unit: head, address, sub-units, people."""

    template_name = "directory/unit_detail.html"
    context_object_name = "unit"

    def get_queryset(self) -> QuerySet[OrgUnit]:
        return OrgUnit.objects.visible_to(signed_in_user(self.request)).select_related(
            "head", "parent", "successor"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in_user(self.request)
        return super().get_context_data(
            people=Person.objects.visible_to(user).filter(unit=self.object),
            children=_units_with_numbers(user).filter(parent=self.object).select_related("head"),
            path=units_above(self.object, user=user)[:-1],
            **kwargs,
        )


def _units_with_numbers(user: User) -> QuerySet[OrgUnit]:
    """Return the units of today with `people_count`, the number of those who work directly in each."""
    return (
        OrgUnit.objects.visible_to(user)
        .existing(today())
        .annotate(people_count=Count("people", filter=Q(people__is_active=True)))
    )
