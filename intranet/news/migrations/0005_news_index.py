"""Make the page that holds news and events, under the root of the site."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F
from django.utils.http import base36_to_int, int_to_base36

ROOT_PATH = "00010001"
STEP_LENGTH = 4
SLUG, TITLE = "aktualnosci", "Aktualności"


def make_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    NewsIndexPage = apps.get_model("news", "NewsIndexPage")
    Page = apps.get_model("wagtailcore", "Page")
    if NewsIndexPage.objects.exists():
        return
    root = Page.objects.get(path=ROOT_PATH)
    siblings = Page.objects.filter(path__startswith=ROOT_PATH, depth=root.depth + 1)
    last = siblings.order_by("path").last()
    number = base36_to_int(last.path[-STEP_LENGTH:]) + 1 if last else 1
    # A page of editors may have the address already: theirs stays.
    slug = f"{SLUG}-lista" if siblings.filter(slug=SLUG).exists() else SLUG
    index_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="news", model="newsindexpage"
    )
    NewsIndexPage.objects.create(
        title=TITLE,
        draft_title=TITLE,
        slug=slug,
        path=ROOT_PATH + int_to_base36(number).upper().zfill(STEP_LENGTH),
        depth=root.depth + 1,
        url_path=f"{root.url_path}{slug}/",
        content_type=index_type,
        locale=root.locale,
    )
    Page.objects.filter(pk=root.pk).update(numchild=F("numchild") + 1)


def make_plain(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep the pages as plain ones: an earlier state of the database does not have the tables of their types."""
    plain, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="page"
    )
    apps.get_model("wagtailcore", "Page").objects.filter(
        content_type__app_label="news", content_type__model__in=["newsindexpage", "newspage", "eventpage"]
    ).update(content_type=plain)


class Migration(migrations.Migration):
    dependencies = [("news", "0004_documents_become_files")]
    operations = [migrations.RunPython(make_index, make_plain)]
