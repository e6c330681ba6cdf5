import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from intranet.accounts.current import signed_in_user
from intranet.core.dates import today
from intranet.orders.feeds import MOST_ENTRIES, feed_of
from intranet.orders.models.feeds import FeedToken
from intranet.orders.services.feed_addresses import make_address, revoke_address, used_address

RENEWAL: dict[str, Any] = {
    "title": gettext_lazy("Make a new address?"),
    "text": gettext_lazy(
        "The present one stops to work. The new one must be given to every program that reads your feed."
    ),
    "confirm_label": gettext_lazy("Make a new address"),
    "cancel_label": gettext_lazy("Keep the present one"),
}
REVOCATION: dict[str, Any] = {
    "title": gettext_lazy("Revoke the address?"),
    "text": gettext_lazy("It stops to work at once. You can make another one whenever you like."),
    "confirm_label": gettext_lazy("Revoke the address"),
    "cancel_label": gettext_lazy("Keep the address"),
    "is_danger": True,
}


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a reader program, which cannot sign in: the secret in the address says whose feed it is."""
    row = used_address(token=token, on=today())
    if row is None:
        raise Http404
    atom = feed_of(row, request)
    content = atom.writeString("utf-8").encode()
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    response = HttpResponse(content, content_type=atom.content_type)
    # Kept by the reader's own program alone, which asks each time whether anything has changed.
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
def feed_address(request: HttpRequest) -> HttpResponse:
    """Explain the feed, and say whether the person has an address of it."""
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
def make_feed_address(request: HttpRequest) -> HttpResponse:
    """Make a new address and show it this once; a redirect would have to carry the secret somewhere.

    Asked by GET, without a script, it puts the question first: an address in use would stop to work.
    """
    if request.method != "POST":
        return _question(request, RENEWAL)
    token = make_address(by=signed_in_user(request))
    path = reverse("orders:feed", args=[token])
    return _page(request, address=request.build_absolute_uri(path))


@require_http_methods(["GET", "HEAD", "POST"])
def revoke_feed_address(request: HttpRequest) -> HttpResponse:
    """Make the person's address stop to work; by GET only put the question."""
    if request.method != "POST":
        return _question(request, REVOCATION)
    if revoke_address(by=signed_in_user(request)):
        messages.success(request, _("The address of your feed has been revoked. It does not work any more."))
    return redirect("orders:feed_address")


def _question(request: HttpRequest, question: dict[str, Any]) -> HttpResponse:
    context = {**question, "cancel_url": reverse("orders:feed_address")}
    return render(request, "core/forms/confirm_page.html", context)


def _page(request: HttpRequest, address: str = "") -> HttpResponse:
    own = FeedToken.objects.filter(user=signed_in_user(request)).first()
    context = {
        "own": own,
        "address": address,
        "most_entries": MOST_ENTRIES,
        "renewal": RENEWAL,
        "revocation": REVOCATION,
    }
    return render(request, "orders/feed_address.html", context)
