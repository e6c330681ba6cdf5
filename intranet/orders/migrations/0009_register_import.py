import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import intranet.files.models
import intranet.orders.models.imports


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0008_feed_token"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING_CHECK", "waiting to be checked"),
                            ("CHECKING", "being checked"),
                            ("CHECKED", "checked"),
                            ("WAITING_WRITE", "waiting to be written"),
                            ("WRITING", "being written"),
                            ("INDEXING", "written, being indexed for search"),
                            ("DONE", "imported"),
                            ("CANCELLED", "cancelled"),
                            ("INTERRUPTED", "interrupted"),
                            ("FAILED", "failed"),
                        ],
                        default="WAITING_CHECK",
                        max_length=14,
                        verbose_name="state",
                    ),
                ),
                ("lane", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "table",
                    models.FileField(
                        blank=True,
                        storage=intranet.files.models.private_storage,
                        upload_to=intranet.orders.models.imports.kept_table,
                        verbose_name="table",
                    ),
                ),
                ("table_format", models.CharField(max_length=4, verbose_name="format")),
                ("table_name", models.CharField(max_length=200, verbose_name="name of the table")),
                ("table_sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the table")),
                (
                    "archive",
                    models.FileField(
                        blank=True,
                        storage=intranet.files.models.private_storage,
                        upload_to=intranet.orders.models.imports.kept_archive,
                        verbose_name="archive",
                    ),
                ),
                (
                    "archive_name",
                    models.CharField(blank=True, max_length=200, verbose_name="name of the archive"),
                ),
                (
                    "archive_sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the archive"),
                ),
                ("folder", models.CharField(blank=True, max_length=300, verbose_name="folder on the server")),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="sent")),
                ("queued_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="queued")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="checked")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("written_at", models.DateTimeField(blank=True, null=True, verbose_name="written")),
                ("failure", models.CharField(blank=True, max_length=300, verbose_name="why it failed")),
                ("turn", models.PositiveIntegerField(default=0)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("is_cancel_asked", models.BooleanField(default=False)),
                (
                    "phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("READING", "Reading the rows"),
                            ("FILES", "Looking into the files"),
                            ("COMPARING", "Comparing with the register"),
                            ("STORING", "Storing the files"),
                            ("WRITING", "Writing to the register"),
                            ("INDEXING", "Indexing for search"),
                        ],
                        max_length=10,
                        verbose_name="phase",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(blank=True, null=True)),
                ("counts", models.JSONField(blank=True, default=dict)),
                ("preview", models.JSONField(blank=True, default=list)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a register",
                "verbose_name_plural": "imports of a register",
                "ordering": ["-started_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportProblem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("is_remark", models.BooleanField(default=False, verbose_name="only a remark")),
                ("row", models.PositiveIntegerField(blank=True, null=True, verbose_name="row")),
                ("letter", models.CharField(blank=True, max_length=3, verbose_name="column letter")),
                ("column", models.CharField(blank=True, max_length=60, verbose_name="column")),
                ("value", models.CharField(blank=True, max_length=200, verbose_name="what was read")),
                ("message", models.CharField(max_length=600, verbose_name="message")),
                (
                    "register_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="problems",
                        to="orders.registerimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "problem of an import",
                "verbose_name_plural": "problems of an import",
                "ordering": [
                    "is_remark",
                    models.OrderBy(models.F("row"), nulls_first=True),
                    "pk",
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="registerimport",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["WAITING_CHECK", "CHECKING", "WAITING_WRITE", "WRITING", "INDEXING"])
                ),
                fields=("lane",),
                name="register_import_one_busy",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "WAITING_CHECK",
                            "CHECKING",
                            "CHECKED",
                            "WAITING_WRITE",
                            "WRITING",
                            "INDEXING",
                            "DONE",
                            "CANCELLED",
                            "INTERRUPTED",
                            "FAILED",
                        ],
                    )
                ),
                name="register_import_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("lane", 1)), name="register_import_one_lane"
            ),
        ),
        migrations.AddConstraint(
            model_name="registerimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("table_format__in", ["xlsx", "csv"])), name="register_import_known_format"
            ),
        ),
        migrations.AddConstraint(
            model_name="registerimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["INDEXING", "DONE"]), _negated=True),
                    ("written_at__isnull", False),
                    _connector="OR",
                ),
                name="register_import_done_is_written",
            ),
        ),
        migrations.AddIndex(
            model_name="importproblem",
            index=models.Index(
                fields=["register_import", "is_remark", "row", "id"], name="import_problem_order"
            ),
        ),
    ]
