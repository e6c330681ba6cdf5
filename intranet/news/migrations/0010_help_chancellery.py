"""Add help on keeping the register, on searching and on what an order's page says; editors own it from then on."""

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
    """Add the pages where the help is now; an installation whose editors took the help away gets none."""
    sections = apps.get_model("wagtailcore", "Page").objects.filter(
        slug="pomoc", content_type__app_label="news", content_type__model="informationpage"
    )
    if (section := sections.order_by("depth", "path").first()) is not None:
        for page in tomllib.loads(CONTENT.read_text(encoding="utf-8"))["page"]:
            add_page(apps, section, **page)


class Migration(migrations.Migration):
    # Reversing keeps the pages: editors may have changed them.
    dependencies = [("news", "0009_help_on_order_lists")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
