"""Files stored before texts were kept wait to be read like all others."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 1_000


def add_waiting_rows(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    StoredFile = apps.get_model("files", "StoredFile")
    FileText = apps.get_model("files", "FileText")
    missing = StoredFile.objects.filter(reading=None).values_list("pk", flat=True)
    while batch := list(missing[:BATCH]):
        FileText.objects.bulk_create(FileText(file_id=pk) for pk in batch)


class Migration(migrations.Migration):
    dependencies = [("files", "0002_text_of_files")]

    operations = [migrations.RunPython(add_waiting_rows, migrations.RunPython.noop)]
