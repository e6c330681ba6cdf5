"""A withdrawn file may be replaced under its number, and its old address can say what became of it."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from intranet.core.seals import seal, unseal

TABLE, OPERATIONS = "orders_orderattachment", ("INSERT", "UPDATE", "DELETE")


def make_triggers(apps, schema_editor):
    seal(
        schema_editor,
        table=TABLE,
        name="register",
        operations=OPERATIONS,
        message="the register is immutable",
    )


def drop_triggers(apps, schema_editor):
    unseal(schema_editor, table=TABLE, operations=OPERATIONS)


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0003_texts_of_earlier_files"),
        ("orders", "0009_register_import"),
    ]

    operations = [
        # SQLite makes the table of attachments anew, without its triggers: they are made again at the end.
        migrations.RunPython(drop_triggers, make_triggers),
        migrations.RemoveConstraint(model_name="orderattachment", name="order_attachment_number_once"),
        migrations.AddConstraint(
            model_name="orderattachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("order", "number"),
                name="order_attachment_number_once",
            ),
        ),
        migrations.RunPython(make_triggers, drop_triggers),
        migrations.AddField(
            model_name="filewithdrawal",
            name="file_key",
            field=models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name="identifier of the file"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="filewithdrawal",
            name="replacement",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
                verbose_name="the right file",
            ),
        ),
        migrations.AddConstraint(
            model_name="filewithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("replacement__isnull", True), ("state", "ASKED"), _connector="OR"),
                name="file_withdrawal_replacement",
            ),
        ),
    ]
