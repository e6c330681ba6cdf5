import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import intranet.orders.models.numbering


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_sync_beside_sign_in"),
        ("files", "0001_initial"),
        ("orders", "0004_registered_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("REGULATIONS", "regulations"),
                            ("MANUAL", "manual"),
                            ("PROCEDURE", "procedure"),
                            ("POLICY", "policy"),
                            ("FORM", "form"),
                            ("ANNEX", "annex"),
                            ("SIGNED_COPY", "text of the order"),
                        ],
                        default="ANNEX",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
            ],
            options={
                "verbose_name": "attachment of a draft",
                "verbose_name_plural": "attachments of drafts",
                "ordering": [models.OrderBy(models.F("number"), nulls_first=True), "pk"],
            },
        ),
        migrations.CreateModel(
            name="DraftRelation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[("AMENDS", "amends"), ("REPEALS", "repeals"), ("CORRECTS", "corrects")],
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="effective on")),
                ("fragment", models.CharField(blank=True, max_length=100, verbose_name="part concerned")),
            ],
            options={
                "verbose_name": "relation of a draft",
                "verbose_name_plural": "relations of drafts",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="DraftVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="which time")),
                ("contents", models.JSONField(verbose_name="contents")),
                ("submitted_at", models.DateTimeField(auto_now_add=True, verbose_name="sent")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("WAITING", "waiting"),
                            ("APPROVED", "approved"),
                            ("RETURNED", "returned"),
                            ("RECALLED", "recalled by the chancellery"),
                        ],
                        default="WAITING",
                        max_length=10,
                        verbose_name="verdict",
                    ),
                ),
                ("remarks", models.TextField(blank=True, verbose_name="remarks")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
            ],
            options={
                "verbose_name": "version of a draft",
                "verbose_name_plural": "versions of drafts",
                "ordering": ["draft", "-number"],
            },
        ),
        migrations.CreateModel(
            name="FileWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "waiting for the second person"),
                            ("CONFIRMED", "withdrawn"),
                            ("REFUSED", "given back to readers"),
                        ],
                        default="ASKED",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
            ],
            options={
                "verbose_name": "withdrawal of a file",
                "verbose_name_plural": "withdrawals of files",
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HeldNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="kind")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("number_suffix", models.CharField(blank=True, max_length=2, verbose_name="letter")),
                (
                    "state",
                    models.CharField(
                        choices=[("RESERVED", "reserved"), ("ANNULLED", "annulled")],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("held_at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="released")),
                ("release_reason", models.CharField(blank=True, max_length=500, verbose_name="why released")),
            ],
            options={
                "verbose_name": "held number",
                "verbose_name_plural": "held numbers",
                "ordering": ["kind", "-year", "number", "number_suffix", "pk"],
            },
        ),
        migrations.CreateModel(
            name="JrwaClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "symbol",
                    models.CharField(
                        max_length=10,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{1,6}$", "A class symbol is written with digits, for example 0210."
                            )
                        ],
                        verbose_name="class symbol",
                    ),
                ),
                (
                    "title",
                    models.CharField(db_collation="polish", max_length=300, verbose_name="class title"),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        help_text="For example A, B5, BE10 or Bc.",
                        max_length=6,
                        verbose_name="archival category",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "JRWA class",
                "verbose_name_plural": "JRWA classes",
                "ordering": ["symbol"],
            },
        ),
        migrations.CreateModel(
            name="OrderCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=40, verbose_name="field")),
                ("before", models.TextField(blank=True, verbose_name="before")),
                ("after", models.TextField(blank=True, verbose_name="after")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("corrected_at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
            ],
            options={
                "verbose_name": "correction of metadata",
                "verbose_name_plural": "corrections of metadata",
                "ordering": ["-corrected_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OrderDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ORDER", "order"),
                            ("CIRCULAR", "circular"),
                            ("DECISION", "decision"),
                            ("INSTRUCTION_ORDER", "service instruction"),
                            ("EXTERNAL_ACT", "external act"),
                        ],
                        default="ORDER",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "external_number",
                    models.CharField(blank=True, max_length=60, verbose_name="number given by the issuer"),
                ),
                (
                    "subject",
                    models.CharField(
                        blank=True, db_collation="polish", max_length=1000, verbose_name="in the matter of"
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=250, verbose_name="issued by")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed")),
                ("effective_from", models.DateField(blank=True, null=True, verbose_name="effective from")),
                ("effective_until", models.DateField(blank=True, null=True, verbose_name="effective until")),
                ("legal_basis", models.TextField(blank=True, verbose_name="legal basis")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("change_summary", models.TextField(blank=True, verbose_name="what changed")),
                ("executor", models.CharField(blank=True, max_length=300, verbose_name="executed by")),
                ("distribution", models.CharField(blank=True, max_length=500, verbose_name="distribution")),
                (
                    "original_place",
                    models.CharField(blank=True, max_length=200, verbose_name="place of the paper original"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "draft"),
                            ("SUBMITTED", "waiting for approval"),
                            ("RETURNED", "returned with remarks"),
                            ("APPROVED", "approved"),
                            ("SCHEDULED", "scheduled"),
                            ("REGISTERED", "registered"),
                        ],
                        default="DRAFT",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="sent for approval"),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved")),
                ("publish_at", models.DateTimeField(blank=True, null=True, verbose_name="publish at")),
                ("scheduled_number", models.PositiveIntegerField(blank=True, null=True)),
                ("scheduled_suffix", models.CharField(blank=True, max_length=2)),
                (
                    "failure",
                    models.CharField(blank=True, max_length=500, verbose_name="why it was not published"),
                ),
            ],
            options={
                "verbose_name": "draft of an order",
                "verbose_name_plural": "drafts of orders",
                "ordering": ["-updated_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RegisterKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, unique=True, verbose_name="kind")),
                (
                    "pattern",
                    models.CharField(
                        default="{number}{suffix}/{year}",
                        help_text=(
                            "{number} {suffix} {year} {yy} {month} {roman_month} are replaced; "
                            "the rest stays as typed."
                        ),
                        max_length=60,
                        validators=[intranet.orders.models.numbering.validate_pattern],
                        verbose_name="pattern of the number",
                    ),
                ),
            ],
            options={
                "verbose_name": "numbering of a kind",
                "verbose_name_plural": "numbering of kinds",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RegisterSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.CharField(max_length=250, verbose_name="issued by")),
                (
                    "established_on",
                    models.DateField(
                        blank=True,
                        help_text="An order in force before this day is refused as a mistake.",
                        null=True,
                        verbose_name="the institution exists since",
                    ),
                ),
            ],
            options={
                "verbose_name": "settings of the register",
                "verbose_name_plural": "settings of the register",
            },
        ),
        migrations.AddField(
            model_name="order",
            name="original_place",
            field=models.CharField(blank=True, max_length=200, verbose_name="place of the paper original"),
        ),
        migrations.AddField(
            model_name="order",
            name="written_number",
            field=models.CharField(blank=True, max_length=80, verbose_name="number as written"),
        ),
        migrations.AddField(
            model_name="orderattachment",
            name="file_name",
            field=models.CharField(default="", max_length=200, verbose_name="name of the file"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="orderattachment",
            name="file_sha256",
            field=models.CharField(default="", max_length=64, verbose_name="SHA-256"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="orderattachment",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
        ),
        migrations.AddField(
            model_name="orderattachment",
            name="withdrawn_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="why withdrawn"),
        ),
        migrations.AlterField(
            model_name="orderattachment",
            name="file",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderattachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file__isnull", False), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("file__isnull", True),
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="order_attachment_file_or_tombstone",
            ),
        ),
        migrations.AddField(
            model_name="draftattachment",
            name="file",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="draftrelation",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.order",
                verbose_name="order",
            ),
        ),
        migrations.AddField(
            model_name="draftversion",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draftversion",
            name="submitted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="filewithdrawal",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="filewithdrawal",
            name="attachment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawals",
                to="orders.orderattachment",
            ),
        ),
        migrations.AddField(
            model_name="filewithdrawal",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="heldnumber",
            name="held_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="jrwa_class",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.jrwaclass",
                verbose_name="JRWA class",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("year", models.F("signed_on__year"))), name="order_year_of_signing"
            ),
        ),
        migrations.AddField(
            model_name="ordercorrection",
            name="corrected_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="ordercorrection",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="orders.order"
            ),
        ),
        migrations.AddField(
            model_name="orderdraft",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="orderdraft",
            name="audience",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.audience",
                verbose_name="visible to",
            ),
        ),
        migrations.AddField(
            model_name="orderdraft",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="orderdraft",
            name="editors",
            field=models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="orderdraft",
            name="jrwa_class",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.jrwaclass",
                verbose_name="JRWA class",
            ),
        ),
        migrations.AddField(
            model_name="orderdraft",
            name="order",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="draft",
                to="orders.order",
            ),
        ),
        migrations.AddField(
            model_name="orderdraft",
            name="owner_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.orgunit",
                verbose_name="owner unit",
            ),
        ),
        migrations.AddField(
            model_name="orderdraft",
            name="scheduled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="orderdraft",
            name="updated_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="draftversion",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="orders.orderdraft"
            ),
        ),
        migrations.AddField(
            model_name="draftrelation",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="relations", to="orders.orderdraft"
            ),
        ),
        migrations.AddField(
            model_name="draftattachment",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attachments",
                to="orders.orderdraft",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerkind",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("ORDER", "CIRCULAR", "DECISION", "INSTRUCTION_ORDER"))),
                name="register_kind_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="registersettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)), name="register_settings_one_row"
            ),
        ),
        migrations.AddConstraint(
            model_name="filewithdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ASKED")),
                fields=("attachment",),
                name="file_withdrawal_one_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="filewithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="file_withdrawal_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="filewithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "ASKED")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ["CONFIRMED", "REFUSED"]),
                    ),
                    _connector="OR",
                ),
                name="file_withdrawal_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="filewithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="file_withdrawal_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldnumber",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at__isnull", True)),
                fields=("kind", "year", "number", "number_suffix"),
                name="held_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldnumber",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("ORDER", "CIRCULAR", "DECISION", "INSTRUCTION_ORDER"))),
                name="held_number_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldnumber",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["RESERVED", "ANNULLED"])), name="held_number_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="heldnumber",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="held_number_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="heldnumber",
            constraint=models.CheckConstraint(
                condition=models.Q(("number_suffix", django.db.models.functions.text.Lower("number_suffix"))),
                name="held_number_suffix_small",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldnumber",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "RESERVED"), ("released_at__isnull", True), _connector="OR"),
                name="held_number_annulled_stays",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="order_correction_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("before", models.F("after")), _negated=True),
                name="order_correction_changes",
            ),
        ),
        migrations.AddIndex(
            model_name="orderdraft",
            index=models.Index(fields=["state", "publish_at"], name="order_draft_due"),
        ),
        migrations.AddConstraint(
            model_name="orderdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["DRAFT", "SUBMITTED", "RETURNED", "APPROVED", "SCHEDULED", "REGISTERED"])
                ),
                name="order_draft_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("author")), _negated=True),
                    _connector="OR",
                ),
                name="order_draft_not_own_approval",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["APPROVED", "SCHEDULED", "REGISTERED"]), _negated=True),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="order_draft_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("order__isnull", False), ("state", "REGISTERED")),
                    models.Q(models.Q(("state", "REGISTERED"), _negated=True), ("order__isnull", True)),
                    _connector="OR",
                ),
                name="order_draft_registered_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "SCHEDULED"), _negated=True),
                    models.Q(("publish_at__isnull", False), ("scheduled_by__isnull", False)),
                    _connector="OR",
                ),
                name="order_draft_schedule_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftversion",
            constraint=models.UniqueConstraint(fields=("draft", "number"), name="draft_version_number_once"),
        ),
        migrations.AddConstraint(
            model_name="draftversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["WAITING", "APPROVED", "RETURNED", "RECALLED"])),
                name="draft_version_known_verdict",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "RETURNED"), _negated=True),
                    models.Q(("remarks", ""), _negated=True),
                    _connector="OR",
                ),
                name="draft_version_returned_with_remarks",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict", "WAITING")),
                fields=("draft",),
                name="draft_version_one_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftrelation",
            constraint=models.UniqueConstraint(
                fields=("draft", "target", "type", "fragment"), name="draft_relation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="draftattachment",
            constraint=models.UniqueConstraint(
                fields=("draft", "number"), name="draft_attachment_number_once"
            ),
        ),
    ]
