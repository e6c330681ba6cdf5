from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.directory.audience import names_of
from intranet.orders.draft_changes import changes_since, version_before
from intranet.orders.draft_progress import stages_of
from intranet.orders.models import OrderAttachment, OrderDraft
from intranet.orders.permissions import approves_drafts, keeps_register, sees_drafts
from intranet.orders.previewing import as_order


def draft_for(request: HttpRequest, draft_pk: int) -> tuple[OrderDraft, User]:
    """Return the draft that the person may read and who they are; refuse strangers to drafts."""
    user = signed_in_user(request)
    if not sees_drafts(user):
        raise PermissionDenied
    drafts = OrderDraft.objects.visible_to(user).select_related(
        "audience", "author", "updated_by", "owner_unit", "jrwa_class", "order", "approved_by"
    )
    return get_object_or_404(drafts, pk=draft_pk), user


def sheet_of(draft: OrderDraft) -> dict[str, Any]:
    """Return what the templates of an order need to show ``draft`` as its readers will see it."""
    files = list(draft.attachments.select_related("file"))
    return {
        "draft": draft,
        "order": draft.order or as_order(draft),
        "is_preview": draft.order is None,
        "relations": draft.relations.select_related("target"),
        "legal_bases": draft.legal_bases.select_related("act"),
        "readers": names_of(draft.audience),
        "numbered_files": [row for row in files if row.number is not None],
        "own_files": [row for row in files if row.number is None],
        "scans": [row for row in files if row.role == OrderAttachment.Role.SIGNED_COPY],
    }


def read_draft(request: HttpRequest, draft: OrderDraft, user: User) -> HttpResponse:
    """Show a draft that cannot be changed now: its state, how it reads, its versions and remarks."""
    context = {
        **sheet_of(draft),
        "stages": stages_of(draft),
        "versions": draft.versions.select_related("submitted_by", "decided_by"),
        "returned": version_before(draft),
        "may_write": keeps_register(user),
        "may_approve": approves_drafts(user),
    }
    return render(request, "orders/draft_detail.html", context)


@require_safe
def preview_draft(request: HttpRequest, draft_pk: int) -> HttpResponse:
    """Show the draft as its readers will see it."""
    draft, user = draft_for(request, draft_pk)
    may_edit = keeps_register(user) and draft.is_editable
    return render(request, "orders/draft_preview.html", {**sheet_of(draft), "may_edit": may_edit})


@require_safe
def draft_differences(request: HttpRequest, draft_pk: int) -> HttpResponse:
    """Show what changed since a version that was sent: the last that came back, or the one of ?wersja=."""
    draft, _user = draft_for(request, draft_pk)
    versions = list(draft.versions.select_related("submitted_by"))
    asked = request.GET.get("wersja", "")
    chosen = next((version for version in versions if str(version.number) == asked), None)
    version = chosen or version_before(draft) or (versions[0] if versions else None)
    if version is None:
        return redirect(draft)
    context = {
        "draft": draft,
        "version": version,
        "versions": versions,
        "changes": changes_since(version, draft),
        "title": _("What has changed since version %(number)s") % {"number": version.number},
    }
    return render(request, "orders/draft_differences.html", context)
