"""Install the help section from the file beside; its pages belong to editors from then on."""

import json
import tomllib
import uuid
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Model
from django.utils.http import base36_to_int, int_to_base36

ROOT_PATH = "00010001"
STEP_LENGTH = 4
CONTENT = Path(__file__).with_suffix(".toml")


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    root = apps.get_model("wagtailcore", "Page").objects.get(path=ROOT_PATH)
    section = add_page(apps, root, **content["section"])
    for page in content["page"] if section else ():
        add_page(apps, section, **page)


def add_page(
    apps: Apps, parent: Model, *, slug: str, title: str, lead: str, body: list[dict[str, Any]] | None = None
) -> Model | None:
    """Add a published page after its siblings; None where editors have a page of that address already."""
    Page = apps.get_model("wagtailcore", "Page")
    siblings = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    if siblings.filter(slug=slug).exists():
        return None
    last = siblings.order_by("path").last()
    number = base36_to_int(last.path[-STEP_LENGTH:]) + 1 if last else 1
    page_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="news", model="informationpage"
    )
    page = apps.get_model("news", "InformationPage").objects.create(
        title=title,
        draft_title=title,
        slug=slug,
        lead=lead,
        body=json.dumps([with_ids(block) for block in body or ()]),
        path=parent.path + int_to_base36(number).upper().zfill(STEP_LENGTH),
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{slug}/",
        content_type=page_type,
        locale=parent.locale,
    )
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    return page


def with_ids(block: dict[str, Any]) -> dict[str, Any]:
    """Return the block as the page editor stores it, items of lists included."""
    value = block["value"]
    if block["type"] == "steps":
        value = [{"type": "item", "id": str(uuid.uuid4()), "value": item} for item in value]
    return {"type": block["type"], "id": str(uuid.uuid4()), "value": value}


class Migration(migrations.Migration):
    # Reversing keeps the pages: editors may have changed them.
    dependencies = [("news", "0006_page_editors")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
