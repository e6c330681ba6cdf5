from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.search.forms import SearchForm
from intranet.search.highlighting import Highlighter
from intranet.search.keys import ask
from intranet.search.recent import recent_searches
from intranet.search.registry import Result
from intranet.search.suggesting import suggest, unfinished


@dataclass(frozen=True)
class Suggestion:
    """One suggestion as it is drawn."""

    kind: str | Promise
    result: Result
    title: SafeString


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Return the list under the search field: what the words typed so far may mean, or recent searches."""
    user = signed_in_user(request)
    form = SearchForm(request.GET)
    form.is_valid()
    text = form.cleaned_data["q"].strip()
    if not text:
        return render(request, "search/_recent.html", {"recent": recent_searches(user)})
    question = ask(text)
    highlighter = Highlighter(unfinished(question))
    shown = [
        Suggestion(source.label, result, highlighter.whole(result.title))
        for source, result in suggest(text, user)
    ]
    return render(request, "search/_suggestions.html", {"question": question, "suggestions": shown})
