from django.contrib import admin

from intranet.accounts.models import DirectoryRoleGroup
from intranet.core.admin import AuditedAdmin, site


@admin.register(DirectoryRoleGroup, site=site)
class DirectoryRoleGroupAdmin(AuditedAdmin):
    """The table directory group -> role."""

    list_display = ["group_name", "role"]
    list_filter = ["role"]
