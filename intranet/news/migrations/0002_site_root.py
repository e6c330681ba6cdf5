"""Put an information page at the root of the site in place of Wagtail's welcome page; drop its stock workflow.

The stock workflow lets authors approve their own pages.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_root(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="news", model="informationpage"
    )
    apps.get_model("wagtailcore", "Page").objects.filter(slug="home", depth=2).delete()
    locale = apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="pl")[0]
    root = apps.get_model("news", "InformationPage").objects.create(
        title="Informacje",
        draft_title="Informacje",
        slug="home",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=locale,
    )
    site, _ = apps.get_model("wagtailcore", "Site").objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page_id": root.pk}
    )
    site.root_page_id = root.pk
    site.save()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(make_root, migrations.RunPython.noop)]
