import django.db.models.deletion
from django.db import migrations, models

from intranet.core.seals import seal, unseal

TABLE, OPERATIONS = "orders_legalbasis", ("INSERT", "UPDATE", "DELETE")


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
        ("legal", "0001_acts"),
        ("orders", "0006_sealed_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftLegalBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provision", models.CharField(blank=True, max_length=200, verbose_name="provision")),
                ("position", models.PositiveSmallIntegerField(default=1)),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="legal.legalact",
                        verbose_name="legal act",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="legal_bases",
                        to="orders.orderdraft",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal basis of a draft",
                "verbose_name_plural": "legal bases of drafts",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "act", "provision"), name="draft_legal_basis_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provision", models.CharField(blank=True, max_length=200, verbose_name="provision")),
                ("position", models.PositiveSmallIntegerField(default=1)),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="legal.legalact",
                        verbose_name="legal act",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_bases",
                        to="orders.order",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal basis",
                "verbose_name_plural": "legal bases",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "act", "provision"), name="order_legal_basis_once"
                    )
                ],
            },
        ),
        migrations.RunPython(make_triggers, drop_triggers),
    ]
