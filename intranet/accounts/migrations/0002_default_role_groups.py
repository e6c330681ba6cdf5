"""The names of directory groups that the installation guide proposes; an administrator edits the table."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DEFAULT_GROUPS = {
    "intranet-kierownicy": "HEAD",
    "intranet-kancelaria": "CHANCELLERY",
    "intranet-informatycy": "IT_SUPPORT",
    "intranet-kadry": "HR",
    "intranet-prawnicy": "LEGAL",
    "intranet-budzet": "BUDGET_HOLDER",
    "intranet-dyrektor": "DIRECTOR",
    "intranet-audytorzy": "AUDITOR",
    "intranet-administratorzy": "ADMINISTRATOR",
}


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model = apps.get_model("accounts", "DirectoryRoleGroup")
    for group_name, role in DEFAULT_GROUPS.items():
        model.objects.get_or_create(group_name=group_name, role=role)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
