from typing import Any

from django.db.models import Count, Q, QuerySet
from django.views.generic import DetailView, ListView

from intranet.accounts.current import signed_in_user
from intranet.core.dates import today
from intranet.directory.forms import PeopleFilterForm
from intranet.directory.models import OrgUnit, Person
from intranet.directory.trees import unit_tree

PEOPLE_ON_PAGE = 50


class PersonListView(ListView):
    """The staff list, searched without diacritics by name, phone, room, job or unit."""

    template_name = "directory/person_list.html"
    context_object_name = "people"
    paginate_by = PEOPLE_ON_PAGE

    def get_queryset(self) -> QuerySet[Person]:
        user = signed_in_user(self.request)
        self.form = PeopleFilterForm(self.request.GET, user=user)
        people = Person.objects.visible_to(user).select_related("unit")
        if not self.form.is_valid():
            return people.none()
        if self.form.cleaned_data["q"]:
            people = people.matching(self.form.cleaned_data["q"])
        if self.form.cleaned_data["unit"]:
            people = people.filter(unit=self.form.cleaned_data["unit"])
        return people

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, chips=self.form.chips(self.request.GET), **kwargs)


class PersonDetailView(DetailView):
    """One person: how to reach them, where they work, whose head they are."""

    template_name = "directory/person_detail.html"
    context_object_name = "shown_person"

    def get_queryset(self) -> QuerySet[Person]:
        return (
            Person.objects.visible_to(signed_in_user(self.request))
            .select_related("unit__head", "manager")
            .prefetch_related("job_groups", "headed_units")
        )


class UnitListView(ListView):
    """The organisation as a tree of units with their heads and numbers of people."""

    template_name = "directory/unit_list.html"
    context_object_name = "units"

    def get_queryset(self) -> QuerySet[OrgUnit]:
        return (
            OrgUnit.objects.visible_to(signed_in_user(self.request))
            .existing(today())
            .select_related("head")
            .annotate(people_count=Count("people", filter=Q(people__is_active=True)))
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tree=unit_tree(self.object_list), **kwargs)


class UnitDetailView(DetailView):
    """One unit: head, address, sub-units, people."""

    template_name = "directory/unit_detail.html"
    context_object_name = "unit"

    def get_queryset(self) -> QuerySet[OrgUnit]:
        return OrgUnit.objects.visible_to(signed_in_user(self.request)).select_related(
            "head", "parent", "successor"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = Person.objects.visible_to(signed_in_user(self.request)).filter(unit=self.object)
        children = OrgUnit.objects.visible_to(signed_in_user(self.request)).filter(parent=self.object)
        return super().get_context_data(
            people=people, children=children.existing(today()).select_related("head"), **kwargs
        )
