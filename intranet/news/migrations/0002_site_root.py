"""Make the root of the site an information page in place of Wagtail's welcome page; drop Wagtail's stock workflow.

The stock workflow lets authors approve their own pages. Reversing makes the pages plain again, with their titles
and places, and does not bring that workflow back.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROOT_PATH = "00010001"
WELCOME = "Welcome to your new Wagtail site!"
ROOT_TITLE = "Informacje"


def make_root(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Page = apps.get_model("wagtailcore", "Page")
    InformationPage = apps.get_model("news", "InformationPage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    ours, _ = ContentType.objects.get_or_create(app_label="news", model="informationpage")
    locale = apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="pl")[0]
    page, _ = Page.objects.get_or_create(
        path=ROOT_PATH,
        defaults={
            "title": WELCOME,
            "draft_title": WELCOME,
            "slug": "home",
            "depth": 2,
            "url_path": "/home/",
            "content_type": ours,
            "locale": locale,
        },
    )
    Page.objects.filter(pk=page.pk, title=WELCOME).update(
        title=ROOT_TITLE, draft_title=ROOT_TITLE, locale=locale
    )
    if not InformationPage.objects.filter(pk=page.pk).exists():
        # Only the row of our table: the page itself, its sub-pages and its history stay as they are.
        InformationPage(page_ptr_id=page.pk).save_base(raw=True)
    # Those that the reverse made plain are ours again.
    Page.objects.filter(pk__in=InformationPage.objects.values("pk")).update(content_type=ours)
    site, _ = apps.get_model("wagtailcore", "Site").objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page_id": page.pk}
    )
    site.root_page_id = page.pk
    site.save()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()


def make_plain(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Leave no page of a type whose table an earlier state of the database does not have."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    plain, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    apps.get_model("wagtailcore", "Page").objects.filter(
        content_type__app_label="news", content_type__model="informationpage"
    ).update(content_type=plain)


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(make_root, make_plain)]
