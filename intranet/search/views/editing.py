"""Screens where editors teach the search: questions without a result, synonyms, pinned results."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.core.exports.download import FORMATS, download
from intranet.core.exports.table import Column, ColumnKind, Table
from intranet.core.text import fold
from intranet.search.editing_forms import PinForm, SynonymForm
from intranet.search.finding import shown_hits
from intranet.search.models import MissedQuestion, PinnedResult, SynonymGroup
from intranet.search.models.editing import LONGEST_PHRASE
from intranet.search.permissions import can_teach_search
from intranet.search.pins import existing
from intranet.search.registry import Result, sources
from intranet.search.synonyms import usual_groups
from intranet.search.teaching import (
    delete_pin,
    delete_synonyms,
    reopen_miss,
    save_pin,
    save_synonyms,
    settle_miss,
)

MISSES_ON_PAGE = 50
SORTED_BY = {
    "razy": ("-times", "-last_at", "pk"),
    "ostatnio": ("-last_at", "pk"),
    "pytanie": ("folded",),
}


class ShownPin(NamedTuple):
    """A pin as its list shows it; without a result it is broken, or it is not for this person."""

    pin: PinnedResult
    kind: str
    result: Result | None
    is_broken: bool


def _editor(request: HttpRequest) -> User:
    if not can_teach_search(request.user):
        raise PermissionDenied
    return signed_in_user(request)


def _counts() -> dict[str, int]:
    return {"waiting": MissedQuestion.objects.waiting().count()}


@require_safe
def misses(request: HttpRequest) -> HttpResponse:
    """List what was searched for in vain: what waits, or with ?stan=zalatwione what was settled."""
    _editor(request)
    is_settled = request.GET.get("stan") == "zalatwione"
    sort = request.GET.get("sort", "")
    page = Paginator(_misses(is_settled=is_settled, sort=sort), MISSES_ON_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "is_settled": is_settled,
        "sort": sort if sort in SORTED_BY else "razy",
        **_counts(),
    }
    return render(request, "search/editing/misses.html", context)


def _misses(*, is_settled: bool, sort: str) -> QuerySet[MissedQuestion]:
    found = MissedQuestion.objects.settled() if is_settled else MissedQuestion.objects.waiting()
    return found.order_by(*SORTED_BY.get(sort, SORTED_BY["razy"]))


@require_safe
def export_misses(request: HttpRequest) -> FileResponse:
    """Give the list as a file for a spreadsheet."""
    _editor(request)
    is_settled = request.GET.get("stan") == "zalatwione"
    rows = _misses(is_settled=is_settled, sort=request.GET.get("sort", ""))
    table = Table(
        title=_("Searches without a result"),
        columns=[
            Column(_("Question"), width=50),
            Column(_("Times"), ColumnKind.NUMBER, 8),
            Column(_("First asked"), ColumnKind.DATE),
            Column(_("Last asked"), ColumnKind.DATE),
        ],
        rows=rows.values_list("text", "times", "first_at", "last_at"),
    )
    return download(table, FORMATS["csv"], name=_("Searches without a result"), on=today())


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a question as settled."""
    by = _editor(request)
    miss = settle_miss(miss=get_object_or_404(MissedQuestion, pk=pk), by=by)
    messages.success(request, _("“%(question)s” is settled.") % {"question": miss.text})
    return redirect(f"{reverse('search_editing:misses')}")


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the mark of a settled question back."""
    by = _editor(request)
    miss = reopen_miss(miss=get_object_or_404(MissedQuestion, pk=pk), by=by)
    messages.success(request, _("“%(question)s” is waiting again.") % {"question": miss.text})
    return redirect(f"{reverse('search_editing:misses')}?stan=zalatwione")


@require_safe
def synonyms(request: HttpRequest) -> HttpResponse:
    """List the groups that editors made and those that came with the product."""
    _editor(request)
    context = {
        "groups": SynonymGroup.objects.select_related("changed_by"),
        "usual": usual_groups(),
        **_counts(),
    }
    return render(request, "search/editing/synonyms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_synonyms(request: HttpRequest) -> HttpResponse:
    """Make a group of synonyms, from a question without a result (?pytanie=) or from nothing."""
    return _synonyms_form(request, SynonymGroup(phrases=_asked(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def change_synonyms(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a group of synonyms."""
    _editor(request)
    return _synonyms_form(request, get_object_or_404(SynonymGroup, pk=pk))


def _synonyms_form(request: HttpRequest, group: SynonymGroup) -> HttpResponse:
    by = _editor(request)
    form = SynonymForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid():
        save_synonyms(group=form.save(commit=False), by=by)
        _settle_asked(request, by)
        messages.success(request, _("Saved. The search will use it within half a minute."))
        return redirect("search_editing:synonyms")
    context = {"form": form, "group": group, "asked": _asked(request)}
    return render(request, "search/editing/synonyms_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_synonyms(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a group of synonyms."""
    by = _editor(request)
    group = get_object_or_404(SynonymGroup, pk=pk)
    if request.method == "POST":
        delete_synonyms(group=group, by=by)
        messages.success(request, _("The synonyms have been deleted."))
        return redirect("search_editing:synonyms")
    return _confirmation(
        request,
        title=_("Delete these synonyms?"),
        text=_("%(words)s: these words will no longer find each other.") % {"words": group},
        confirm_label=_("Delete the synonyms"),
        cancel_url=reverse("search_editing:synonyms"),
    )


@require_safe
def pins(request: HttpRequest) -> HttpResponse:
    """List what is pinned; what was deleted stands first, as broken."""
    by = _editor(request)
    context = {"pins": _shown_pins(by), **_counts()}
    return render(request, "search/editing/pins.html", context)


def _shown_pins(by: User) -> list[ShownPin]:
    rows = list(PinnedResult.objects.select_related("changed_by"))
    there = existing(rows)
    results = shown_hits([(pin.source, pin.object_id) for pin in rows], by)
    shown = []
    for pin in rows:
        hit = pin.source, pin.object_id
        source = sources.get(pin.source)
        result = results[hit][1] if hit in results else None
        kind = str(source.label) if source is not None else ""
        shown.append(ShownPin(pin, kind, result, is_broken=hit not in there))
    return sorted(shown, key=lambda row: not row.is_broken)


@require_http_methods(["GET", "HEAD", "POST"])
def add_pin(request: HttpRequest) -> HttpResponse:
    """Pin a result, to a question without one (?pytanie=) or to any."""
    return _pin_form(request, PinnedResult(questions=_asked(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def change_pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a pinned result."""
    _editor(request)
    return _pin_form(request, get_object_or_404(PinnedResult, pk=pk))


def _pin_form(request: HttpRequest, pin: PinnedResult) -> HttpResponse:
    by = _editor(request)
    form = PinForm(request.POST or None, instance=pin, by=by)
    if request.method == "POST" and form.is_valid():
        save_pin(pin=form.save(commit=False), by=by)
        _settle_asked(request, by)
        messages.success(request, _("Saved. Whoever may see it will find it first within half a minute."))
        return redirect("search_editing:pins")
    context = {"form": form, "pin": pin, "asked": _asked(request)}
    return render(request, "search/editing/pin_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then unpin a result."""
    by = _editor(request)
    pin = get_object_or_404(PinnedResult, pk=pk)
    if request.method == "POST":
        delete_pin(pin=pin, by=by)
        messages.success(request, _("The result has been unpinned."))
        return redirect("search_editing:pins")
    return _confirmation(
        request,
        title=_("Unpin this result?"),
        text=_("It stays where it is and will be found like everything else. Questions: %(questions)s.")
        % {"questions": ", ".join(pin.lines)},
        confirm_label=_("Unpin the result"),
        cancel_url=reverse("search_editing:pins"),
    )


def _asked(request: HttpRequest) -> str:
    """Return the question without a result that led here."""
    asked = request.POST.get("pytanie", "") or request.GET.get("pytanie", "")
    return asked.replace("\0", " ").strip()[:LONGEST_PHRASE]


def _settle_asked(request: HttpRequest, by: User) -> None:
    """Settle the question that led here, if there is one."""
    asked = fold(_asked(request))
    miss = MissedQuestion.objects.waiting().filter(folded=asked).first() if asked else None
    if miss is not None:
        settle_miss(miss=miss, by=by)


def _confirmation(request: HttpRequest, **context: Any) -> HttpResponse:
    return render(request, "core/forms/confirm_page.html", {**context, "is_danger": True})
