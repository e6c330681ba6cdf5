"""What Django's administration may do here: little, and never unseen by the audit."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest

from intranet.core import audit
from intranet.core.models import AuditEntry

# A site of our own: what libraries register with Django's default one (addresses, groups, tags) stays out, because
# it would go round the directory and the audit.
site = admin.AdminSite(name="admin")
# The only door is our sign-in page.
site.login = secure_admin_login(site.login)  # type: ignore[method-assign]


class AuditedAdmin(admin.ModelAdmin[models.Model]):
    """An administration screen whose every write is recorded."""

    actions = None

    def save_model(self, request: HttpRequest, obj: models.Model, form: ModelForm[Any], change: bool) -> None:
        super().save_model(request, obj, form, change)
        audit.record(
            actor=request.user,
            action=f"{obj._meta.app_label}.admin_{'change' if change else 'add'}",
            obj=obj,
            details={"fields": form.changed_data},
        )

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        audit.record(actor=request.user, action=f"{obj._meta.app_label}.admin_delete", obj=obj)
        super().delete_model(request, obj)


@admin.register(AuditEntry, site=site)
class AuditEntryAdmin(admin.ModelAdmin[AuditEntry]):
    """The audit, for reading."""

    list_display = ["at", "actor_label", "action", "object_label"]
    list_filter = ["action"]
    search_fields = ["actor_label", "object_label", "action"]
    date_hierarchy = "at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False
