from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.search.answering import Answer, answer
from intranet.search.choices import filters_of
from intranet.search.corrections import did_you_mean
from intranet.search.finding import MOST_HITS, shown_findings
from intranet.search.forms import SearchForm
from intranet.search.highlighting import Highlighter
from intranet.search.keys import Question, ask
from intranet.search.loosening import offers_without_words
from intranet.search.misses import note_miss
from intranet.search.narrowing import Hit
from intranet.search.recent import note_search, recent_searches
from intranet.search.registry import Result

ON_PAGE = 10
# Who finds no more than this may have mistyped.
NEXT_TO_NOTHING = 1


@dataclass(frozen=True)
class Row:
    """One result on the page, the words asked for already marked."""

    kind: str | Promise
    result: Result
    title: SafeString
    meta: SafeString
    excerpt: SafeString


@dataclass(frozen=True)
class Part:
    """A part of the page; one without a visible title stands alone."""

    name: str
    title: str
    rows: list[Row]
    is_titled: bool

    @property
    def tag(self) -> str:
        """The element of the list: only what the index finds is in an order that pages go on with."""
        return "ol" if self.name == "others" else "ul"


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what the person may see of what answers the question: pinned, the number typed, then words."""
    user = signed_in_user(request)
    form = SearchForm(request.GET)
    form.is_valid()
    question = ask(form.cleaned_data["q"])
    context: dict[str, Any] = {"form": form, "question": question, "cap": MOST_HITS}
    if question.groups:
        context |= _found(request, form, question, user)
    elif not question.text:
        context["recent"] = recent_searches(user)
    return render(request, "search/results.html", context)


def _found(request: HttpRequest, form: SearchForm, question: Question, user: User) -> dict[str, Any]:
    narrowing = form.narrowing()
    found = answer(question, user, narrowing, is_capped=not form.cleaned_data["policz"])
    page = Paginator(found.rest, ON_PAGE).get_page(request.GET.get("page"))
    if request.method == "GET" and page.number == 1 and not narrowing:
        if found.total:
            note_search(user=user, text=question.text)
        else:
            note_miss(question.text)
    return {
        "parts": _parts(found, page),
        "page": page,
        "answer": found,
        "total": found.total,
        "filters": filters_of(found, narrowing, form.address()),
        "is_narrowed": bool(narrowing),
        **_hints(question, found, user),
    }


def _parts(found: Answer, page: Page[Hit]) -> list[Part]:
    """Return the parts of the page that have something; all their rows are read together."""
    is_first = page.number == 1
    titles = {
        "pinned": (_("Recommended"), found.pinned if is_first else ()),
        "exact": (_("Exactly this number or symbol"), found.exact if is_first else ()),
        "others": (_("Other results"), tuple(page.object_list)),
    }
    highlighter = Highlighter(found.asked)
    hits = chain.from_iterable(part_hits for _title, part_hits in titles.values())
    ready = {
        hit: Row(
            kind=source.label,
            result=result,
            title=highlighter.whole(result.title),
            meta=highlighter.whole(result.meta),
            excerpt=highlighter.excerpt(result.text),
        )
        for hit, (source, result) in shown_findings(hits).items()
    }
    parts = [
        Part(name, title, rows, is_titled=True)
        for name, (title, part_hits) in titles.items()
        if (rows := [ready[hit] for hit in part_hits if hit in ready])
    ]
    if [part.name for part in parts] == ["others"]:
        return [replace(parts[0], title=_("Results"), is_titled=False)]
    return parts


def _hints(question: Question, found: Answer, user: User) -> dict[str, Any]:
    """Return what else to ask when there is next to nothing, whatever the filters hide."""
    everything = len(found.whole.facts)
    if everything > NEXT_TO_NOTHING and not found.is_by_beginnings:
        return {}
    hints: dict[str, Any] = {"suggestion": did_you_mean(question, user)}
    if not everything:
        hints["offers"] = offers_without_words(question.text, user)
    return hints
