"""Give the group of page editors what they need: every page, picture and document, and nothing of the settings."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Model

GROUP = "Redaktorzy stron"
ROOT_PATH = "00010001"
PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
COLLECTIONS = {
    ("wagtailimages", "image"): ("add_image", "change_image", "choose_image"),
    ("wagtaildocs", "document"): ("add_document", "change_document", "choose_document"),
}


def permission(apps: Apps, app_label: str, model: str, codename: str) -> Model:
    """Return a permission, made now if Django, which makes them after all migrations, has not made it yet."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    made, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": codename.replace("_", " ").capitalize()},
    )
    return made


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
    root = apps.get_model("wagtailcore", "Page").objects.get(path=ROOT_PATH)
    page_permissions = apps.get_model("wagtailcore", "GroupPagePermission")
    for codename in PAGES:
        page_permissions.objects.get_or_create(
            group=group, page=root, permission=permission(apps, "wagtailcore", "page", codename)
        )
    collection = apps.get_model("wagtailcore", "Collection").objects.order_by("path").first()
    collection_permissions = apps.get_model("wagtailcore", "GroupCollectionPermission")
    for (app_label, model), codenames in COLLECTIONS.items():
        for codename in codenames:
            collection_permissions.objects.get_or_create(
                group=group, collection=collection, permission=permission(apps, app_label, model, codename)
            )


def take_away(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0005_news_index"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(grant, take_away)]
