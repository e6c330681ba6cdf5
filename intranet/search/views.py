from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.search.finding import MOST_HITS, Findings, Hit, exact_hits, find, results_of
from intranet.search.forms import SearchForm
from intranet.search.highlighting import Highlighter
from intranet.search.keys import Question, ask
from intranet.search.registry import Result, sources

ON_PAGE = 10


@dataclass(frozen=True)
class Row:
    """One result on the page, the words asked for already marked."""

    kind: str | Promise
    result: Result
    title: SafeString
    meta: SafeString
    excerpt: SafeString


@dataclass(frozen=True)
class Tab:
    """A kind of results; ``count`` is None when there are too many to be counted."""

    label: str | Promise
    query: str
    is_current: bool
    count: int | None


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what the person may see of what answers the question: a number first, then words."""
    form = SearchForm(request.GET)
    form.is_valid()
    question = ask(form.cleaned_data["q"])
    context: dict[str, Any] = {"form": form, "question": question, "cap": MOST_HITS}
    if question.groups:
        context |= _answer(
            request, question, kind=form.cleaned_data["rodzaj"], year=form.cleaned_data.get("rok")
        )
    return render(request, "search/results.html", context)


def _answer(request: HttpRequest, question: Question, *, kind: str, year: int | None) -> dict[str, Any]:
    user = signed_in_user(request)
    every = [source.key for source in sources]
    asked = question
    whole = find(asked, user, source_keys=every, year=year)
    if not whole.hits:
        asked = question.by_beginnings()
        whole = find(asked, user, source_keys=every, year=year)
    chosen = whole.of_source(kind) if kind else whole
    if kind and not whole.is_complete:
        chosen = find(asked, user, source_keys=[kind], year=year)
    exact = exact_hits(question, user, source_keys=[kind] if kind else every)
    rest = [hit for hit in chosen.hits if hit not in exact]
    page = Paginator(rest, ON_PAGE).get_page(request.GET.get("page"))
    highlighter = Highlighter(asked)
    return {
        "exact": _rows(exact, user, highlighter) if page.number == 1 else [],
        "rows": _rows(page.object_list, user, highlighter),
        "page": page,
        "total": len(rest) + len(exact),
        "is_complete": chosen.is_complete,
        "is_by_beginnings": asked is not question and bool(rest),
        "tabs": _tabs(request, whole, kind, exact_hits(question, user, source_keys=every) if kind else exact),
        "is_narrowed": bool(kind or year),
    }


def _rows(hits: Iterable[Hit], user: User, highlighter: Highlighter) -> list[Row]:
    return [
        Row(
            kind=source.label,
            result=result,
            title=highlighter.whole(result.title),
            meta=highlighter.whole(result.meta),
            excerpt=highlighter.excerpt(result.text),
        )
        for source, result in results_of(hits, user)
    ]


def _tabs(request: HttpRequest, whole: Findings, kind: str, exact: list[Hit]) -> list[Tab]:
    def query(key: str) -> str:
        params = request.GET.copy()
        params.pop("page", None)
        params.pop("rodzaj", None)
        if key:
            params["rodzaj"] = key
        return params.urlencode()

    def tab(label: str | Promise, key: str, count: int) -> Tab:
        return Tab(label, query(key), is_current=key == kind, count=count if whole.is_complete else None)

    # A number is a result too, even if no text holds its words.
    beside = [hit for hit in exact if hit not in whole.hits]
    counts = whole.counts()
    counts.update(source_key for source_key, _ in beside)
    shown = [
        source for source in sources if counts[source.key] or source.key == kind or not whole.is_complete
    ]
    return [
        tab(_("Everything"), "", len(whole.hits) + len(beside)),
        *(tab(s.label, s.key, counts[s.key]) for s in shown),
    ]
