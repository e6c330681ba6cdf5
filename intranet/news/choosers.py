"""Windows of the page editor that choose a person or a unit from the directory."""

from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from intranet.core.dates import today
from intranet.directory.models import OrgUnit, Person


class DirectoryFilterForm(BaseFilterForm):
    """A search field, answered by the directory's own ways of matching."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)

    def filter(self, objects: Any) -> Any:
        text = self.cleaned_data.get("q", "").replace("\x00", "").strip()
        self.is_searching, self.search_query = bool(text), text
        if not text:
            return objects
        if objects.model is Person:
            return objects.matching(text)
        return objects.filter(Q(name__icontains=text) | Q(symbol__icontains=text))


class DirectoryViewMixin:
    """Rows that tell people of one name apart."""

    filter_form_class = DirectoryFilterForm
    model_class: type[Model] | None

    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns  # type: ignore[misc]  # of Wagtail's view
        if self.model_class is Person:
            return [
                *columns,
                Column("job_title", label=_("Job title")),
                Column("unit", label=_("Unit"), accessor="unit_name"),
            ]
        return [*columns, Column("symbol", label=_("Symbol")), Column("address", label=_("Address"))]


class DirectoryChooseView(DirectoryViewMixin, ChooseView):
    """The window with the search field."""


class DirectoryChooseResultsView(DirectoryViewMixin, ChooseResultsView):
    """Its rows alone, while typing."""


class DirectoryChooserViewSet(ChooserViewSet):
    """A chooser without a form to add: people and units come from the account directory."""

    choose_view_class = DirectoryChooseView
    choose_results_view_class = DirectoryChooseResultsView
    register_widget = False
    per_page = 12


class PersonChooserViewSet(DirectoryChooserViewSet):
    model = Person
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")

    def get_object_list(self) -> QuerySet[Person]:
        """People who work here: every editor may see the staff list, as the whole staff may."""
        return Person.objects.active().select_related("unit")


class UnitChooserViewSet(DirectoryChooserViewSet):
    model = OrgUnit
    icon = "group"
    choose_one_text = _("Choose a unit")
    choose_another_text = _("Choose another unit")

    def get_object_list(self) -> QuerySet[OrgUnit]:
        """Units that exist today: who works where is for the whole staff."""
        return OrgUnit.objects.existing(today())


person_choosers = PersonChooserViewSet("person_chooser", url_prefix="osoba")
unit_choosers = UnitChooserViewSet("unit_chooser", url_prefix="komorka")
PersonChooserBlock = person_choosers.get_block_class(
    name="PersonChooserBlock", module_path="intranet.news.choosers"
)
UnitChooserBlock = unit_choosers.get_block_class(
    name="UnitChooserBlock", module_path="intranet.news.choosers"
)
