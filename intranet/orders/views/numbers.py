from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from intranet.accounts.current import signed_in_user
from intranet.core.dates import today
from intranet.orders.models import HeldNumber, Order
from intranet.orders.number_forms import HoldNumberForm, NumbersForm, ReleaseNumberForm
from intranet.orders.numbering import gaps, missing_by_register, next_number
from intranet.orders.numbers import OrderNumber
from intranet.orders.permissions import keeps_register, sees_numbers
from intranet.orders.services import NumberAnnulled, NumberTaken
from intranet.orders.services.numbering import NumberHeld, hold_numbers, release_number


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Show which numbers of a kind and year are given, held or missing, and how many are missing elsewhere."""
    user = signed_in_user(request)
    if not sees_numbers(user):
        raise Http404
    form = NumbersForm(request.GET, years=_years())
    kind, year = form.kind, form.year or today().year
    held = HeldNumber.objects.filter(kind=kind, year=year).select_related("held_by")
    context = {
        "form": form,
        "kind": kind,
        "year": year,
        "next": next_number(kind, year),
        "gaps": gaps(kind, year),
        "held": [number for number in held if number.released_at is None],
        "released": [number for number in held if number.released_at is not None],
        "missing": [
            (Order.Kind(missing_kind), missing_year, count, _address(missing_kind, missing_year))
            for (missing_kind, missing_year), count in missing_by_register().items()
        ],
        "keeps_register": keeps_register(user),
    }
    return render(request, "orders/numbers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest) -> HttpResponse:
    """Let the chancellery reserve or annul numbers; ?nr= and ?stan= fill the form from a gap."""
    user = signed_in_user(request)
    if not keeps_register(user):
        raise PermissionDenied
    asked = {"kind": "rodzaj", "first": "nr", "last": "do", "state": "stan"}
    initial = {name: value for name, parameter in asked.items() if (value := request.GET.get(parameter))}
    form = HoldNumberForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            held = hold_numbers(
                kind=data["kind"], numbers=form.numbers, state=data["state"], reason=data["reason"], by=user
            )
        except NumberTaken as refusal:
            bearer: Order = refusal.args[0]
            form.add_error("first", _("The number is borne by: %(order)s.") % {"order": bearer})
        except NumberAnnulled as refusal:
            form.add_error("first", _annulled(refusal.args[0]))
        except NumberHeld as refusal:
            number: HeldNumber = refusal.args[0]
            message = _("%(number)s is reserved already: %(reason)s.")
            form.add_error("first", message % {"number": number, "reason": number.reason})
        else:
            messages.success(
                request,
                ngettext("The number has been kept.", "%(count)s numbers have been kept.", len(held))
                % {"count": len(held)},
            )
            return redirect(_address(data["kind"], held[0].year))
    return render(request, "orders/number_hold.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the chancellery give a reserved number back; by GET, without a script, only put the question."""
    user = signed_in_user(request)
    if not keeps_register(user):
        raise PermissionDenied
    held = get_object_or_404(HeldNumber, pk=pk)
    if request.method != "POST":
        return _question(request, held)
    form = ReleaseNumberForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The number was not given back: say the reason."))
    elif held.released_at is not None or held.state == HeldNumber.State.ANNULLED:
        messages.error(request, _("%(number)s is not reserved any more.") % {"number": capfirst(str(held))})
    else:
        number = OrderNumber(held.number, held.number_suffix, held.year)
        release_number(kind=held.kind, number=number, reason=form.cleaned_data["reason"], by=user)
        messages.success(request, _("%(number)s is free again.") % {"number": held})
    return redirect(_address(held.kind, held.year))


def _question(request: HttpRequest, held: HeldNumber) -> HttpResponse:
    context = {
        "title": _("Give %(number)s back?") % {"number": held},
        "text": _(
            "The number will be free for the next act. The reservation and your reason stay in the history."
        ),
        "confirm_label": _("Give the number back"),
        "cancel_label": _("Keep it reserved"),
        "cancel_url": _address(held.kind, held.year),
        "form": ReleaseNumberForm(),
    }
    return render(request, "core/forms/confirm_page.html", context)


def _annulled(held: HeldNumber) -> str:
    return _("%(number)s was annulled: %(reason)s.") % {"number": held, "reason": held.reason}


def _address(kind: str, year: int) -> str:
    return f"{reverse('orders:numbers')}?{urlencode({'rodzaj': kind, 'rok': str(year)})}"


def _years() -> list[int]:
    """Return this year and every year of which a number was given or held, the last one first."""
    given = Order.objects.filter(number__isnull=False).order_by().values_list("year", flat=True).distinct()
    held = HeldNumber.objects.order_by().values_list("year", flat=True).distinct()
    return sorted({today().year, *given, *held}, reverse=True)
