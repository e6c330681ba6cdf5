from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from intranet.accounts.current import signed_in_user
from intranet.search.forms import ForgettingForm
from intranet.search.recent import forget_search, forget_searches


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Forget one recent search of the person, or every one; anything else forgets nothing."""
    user = signed_in_user(request)
    form = ForgettingForm(request.POST)
    form.is_valid()
    if form.cleaned_data.get("wszystkie"):
        forget_searches(user=user)
    elif search_id := form.cleaned_data.get("usun"):
        forget_search(user=user, search_id=search_id)
    return redirect("search:suggestions" if form.cleaned_data.get("podpowiedzi") else "search:results")
