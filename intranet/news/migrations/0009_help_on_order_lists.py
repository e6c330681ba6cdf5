"""Add the help page on lists of orders; like every help page it belongs to editors from then on."""

import tomllib
from importlib import import_module
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CONTENT = Path(__file__).with_suffix(".toml")
# The name of a module that begins with a digit cannot stand in an import statement.
add_page = import_module("intranet.news.migrations.0007_help_pages").add_page


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the page where the help is now; an installation whose editors took the help away gets none."""
    sections = apps.get_model("wagtailcore", "Page").objects.filter(
        slug="pomoc", content_type__app_label="news", content_type__model="informationpage"
    )
    if (section := sections.order_by("depth", "path").first()) is not None:
        add_page(apps, section, **tomllib.loads(CONTENT.read_text(encoding="utf-8")))


class Migration(migrations.Migration):
    # Reversing keeps the page: editors may have changed it.
    dependencies = [("news", "0008_register_blocks")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
