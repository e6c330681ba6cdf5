from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.orders.models import JrwaClass, RegisterSettings
from intranet.orders.permissions import settles_register
from intranet.orders.services.numbering import change_pattern
from intranet.orders.services.settings import (
    ClassInUse,
    delete_class,
    import_classes,
    is_class_used,
    save_class,
    save_settings,
)
from intranet.orders.settings_forms import JrwaClassForm, JrwaImportForm, RegisterSettingsForm

CLASSES_ON_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Let the chancellery settle the issuer, the first day and how numbers are written."""
    user = _settler(request)
    form = RegisterSettingsForm(request.POST or None, instance=RegisterSettings.current())
    if request.method == "POST" and form.is_valid():
        save_settings(
            issuer=form.cleaned_data["issuer"], established_on=form.cleaned_data["established_on"], by=user
        )
        for kind, pattern in form.patterns.items():
            change_pattern(kind=kind, pattern=pattern, by=user)
        messages.success(request, _("Settings saved. Registered acts keep their numbers."))
        return redirect("orders:settings")
    return render(request, "orders/register_settings.html", {"form": form})


@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """List the classes of the file plan, found by symbol or words."""
    _settler(request)
    q = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = JrwaClass.objects.all()
    if q:
        found = found.filter(Q(symbol__startswith=q) | Q(title__icontains=q))
    page = Paginator(found, CLASSES_ON_PAGE).get_page(request.GET.get("page"))
    return render(request, "orders/jrwa_list.html", {"page_obj": page, "q": q})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_class(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Let the chancellery add or change one class."""
    user = _settler(request)
    jrwa_class = get_object_or_404(JrwaClass, pk=pk) if pk is not None else None
    form = JrwaClassForm(request.POST or None, instance=jrwa_class)
    if request.method == "POST" and form.is_valid():
        saved = save_class(jrwa_class=form.save(commit=False), by=user)
        messages.success(request, _("Class %(symbol)s has been saved.") % {"symbol": saved.symbol})
        return redirect("orders:jrwa")
    context = {
        "form": form,
        "jrwa_class": jrwa_class,
        "is_used": jrwa_class is not None and is_class_used(jrwa_class),
    }
    return render(request, "orders/jrwa_form.html", context)


@require_POST
def remove_class(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the chancellery delete a class that nothing bears."""
    user = _settler(request)
    jrwa_class = get_object_or_404(JrwaClass, pk=pk)
    try:
        delete_class(jrwa_class=jrwa_class, by=user)
    except ClassInUse:
        messages.error(request, _("The class is borne by acts or drafts. Put it out of use instead."))
        return redirect(reverse("orders:edit_jrwa", args=[pk]))
    messages.success(request, _("Class %(symbol)s has been deleted.") % {"symbol": jrwa_class.symbol})
    return redirect("orders:jrwa")


@require_http_methods(["GET", "HEAD", "POST"])
def upload_classes(request: HttpRequest) -> HttpResponse:
    """Let the chancellery bring the whole file plan in from CSV, all rows or none."""
    user = _settler(request)
    form = JrwaImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        count = import_classes(rows=form.cleaned_data["file"], by=user)
        words = ngettext("%(count)s class has been saved.", "%(count)s classes have been saved.", count)
        messages.success(request, words % {"count": count})
        return redirect("orders:jrwa")
    return render(request, "orders/jrwa_import.html", {"form": form})


def _settler(request: HttpRequest) -> User:
    """Return who is signed in; to those who settle nothing here these pages do not exist."""
    user = signed_in_user(request)
    if not settles_register(user):
        raise Http404
    return user
