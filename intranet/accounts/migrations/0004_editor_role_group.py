"""The directory group of page editors that the installation guide proposes; an administrator edits the table."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUP, ROLE = "intranet-redaktorzy", "EDITOR"


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("accounts", "DirectoryRoleGroup").objects.get_or_create(group_name=GROUP, role=ROLE)


def take_away(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Leave no row with a role that an earlier state of the database refuses."""
    apps.get_model("accounts", "DirectoryRoleGroup").objects.filter(role=ROLE).delete()
    apps.get_model("accounts", "RoleGrant").objects.filter(role=ROLE).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_editor_role")]
    operations = [migrations.RunPython(add, take_away)]
