"""What the pages are compared with, and a look inside a worker."""

import os

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from intranet.directory.models import OrgUnit
from intranet.search.words import asked_keys


def bare(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with one row found by its key. `wsgi` serves it without any middleware."""
    return HttpResponse(OrgUnit.objects.get(pk=pk).name)


def shell(request: HttpRequest) -> HttpResponse:
    """Show a signed-in page with header, menus and footer, and nothing in it."""
    return render(request, "core/base.html")


def worker(request: HttpRequest) -> JsonResponse:
    """Use the Polish dictionary and tell which process did. `wsgi` serves it without any middleware."""
    return JsonResponse({"pid": os.getpid(), "keys": len(asked_keys("zamowieniami"))})
