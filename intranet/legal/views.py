from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.generic import DetailView, ListView

from intranet.accounts.current import signed_in_user
from intranet.core.pagination import CappedPaginator
from intranet.legal.forms import ActFilterForm, ActForm, CitationForm, initial_of_act, initial_of_parsed
from intranet.legal.listing import filter_acts
from intranet.legal.matching import known_acts
from intranet.legal.models import LegalAct
from intranet.legal.permissions import can_edit_acts
from intranet.legal.references import suggest_references
from intranet.legal.services import (
    ActAlreadyThere,
    ActChangedMeanwhile,
    correct_act,
    get_or_create_act,
)
from intranet.legal.uses import use_counts, uses_of

ACTS_ON_PAGE = 50


class ActListView(ListView):  # type: ignore[type-arg]  # no type arguments at run time
    """Acts by the names people use, each with how much rests on it."""

    template_name = "legal/act_list.html"
    context_object_name = "acts"
    paginate_by = ACTS_ON_PAGE
    paginator_class = CappedPaginator

    def get_queryset(self) -> QuerySet[LegalAct]:
        self.form = ActFilterForm(self.request.GET)
        acts = LegalAct.objects.visible_to(signed_in_user(self.request))
        if not self.form.is_valid():
            return acts.none()
        return filter_acts(acts, **self.form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        acts = list(context["acts"])
        counts = use_counts([act.pk for act in acts], signed_in_user(self.request))
        return context | {
            "form": self.form,
            "chips": self.form.chips(self.request.GET),
            "rows": [(act, counts[act.pk]) for act in acts],
            "may_edit": can_edit_acts(self.request.user),
        }


class ActDetailView(DetailView):  # type: ignore[type-arg]
    """One act: where it stands, its other texts, and everything in the product that rests on it."""

    template_name = "legal/act_detail.html"
    context_object_name = "act"

    def get_queryset(self) -> QuerySet[LegalAct]:
        return LegalAct.objects.visible_to(signed_in_user(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in_user(self.request)
        texts = list(LegalAct.objects.visible_to(user).texts_of_same_act(self.object))
        counts = use_counts([text.pk for text in texts], user)
        return super().get_context_data(
            kinds=uses_of(self.object, user),
            other_texts=[(text, counts[text.pk]) for text in texts],
            may_edit=can_edit_acts(self.request.user),
            **kwargs,
        )


@require_http_methods(["GET", "HEAD", "POST"])
def create_act(request: HttpRequest) -> HttpResponse:
    """Let the chancellery and the legal team enter an act; ?opis= holds a citation to begin from."""
    if not can_edit_acts(request.user):
        raise PermissionDenied
    citation = CitationForm(request.GET if "opis" in request.GET else None)
    context: dict[str, Any] = {"citation": citation}
    if request.method == "POST":
        form = ActForm(request.POST)
        if form.is_valid():
            act, is_new = get_or_create_act(
                place=form.place, details=form.details, by=signed_in_user(request)
            )
            if is_new:
                messages.success(request, _("The act has been added."))
                return redirect(act)
            context["taken_by"] = act
            form.add_error(None, _("This act is on the list already."))
    else:
        form = ActForm(**_read(citation, context))
    return render(request, "legal/act_form.html", {**context, "form": form})


def _read(citation: CitationForm, context: dict[str, Any]) -> dict[str, Any]:
    """Return how the form of a new act begins; add to ``context`` what was found in the citation."""
    if not citation.is_bound or not citation.is_valid():
        return {}
    references = suggest_references(citation.cleaned_data["opis"])
    context["is_unread"] = not references
    if not references:
        return {}
    context["taken_by"] = known_acts([references[0].act])[0]
    context["unread_count"] = len(references) - 1
    return {"initial": initial_of_parsed(references[0].act)}


@require_http_methods(["GET", "HEAD", "POST"])
def edit_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the chancellery and the legal team correct an act for everything that rests on it."""
    if not can_edit_acts(request.user):
        raise PermissionDenied
    user = signed_in_user(request)
    act = get_object_or_404(LegalAct.objects.visible_to(user), pk=pk)
    form = ActForm(request.POST or None, initial=initial_of_act(act))
    context: dict[str, Any] = {"act": act, "use_count": use_counts([act.pk], user)[act.pk]}
    if request.method == "POST" and form.is_valid():
        try:
            correct_act(
                act=act,
                place=form.place,
                details=form.details,
                stamp=form.cleaned_data["stamp"],
                by=user,
            )
        except ActAlreadyThere as refusal:
            context["taken_by"] = refusal.act
            form.add_error(None, _("Another act on the list was published there."))
        except ActChangedMeanwhile as refusal:
            context["changes"] = form.refuse(refusal.saved)
        else:
            messages.success(request, _("The act has been corrected."))
            return redirect(act)
    return render(request, "legal/act_form.html", {**context, "form": form})
