import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_recent_searches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RebuildProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=40, unique=True)),
                ("keys_version", models.PositiveSmallIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("filed", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "progress of a rebuild",
                "verbose_name_plural": "progress of rebuilds",
            },
        ),
        migrations.CreateModel(
            name="MissedQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("folded", models.CharField(max_length=100, unique=True)),
                ("text", models.CharField(max_length=100, verbose_name="question")),
                ("times", models.PositiveIntegerField(default=1, verbose_name="times")),
                ("first_at", models.DateTimeField(verbose_name="first asked")),
                ("last_at", models.DateTimeField(db_index=True, verbose_name="last asked")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="settled")),
            ],
            options={
                "verbose_name": "question without a result",
                "verbose_name_plural": "questions without a result",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("times__gte", 1)), name="search_missed_times")
                ],
            },
        ),
        migrations.CreateModel(
            name="Vocabulary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lines", models.TextField()),
                ("size", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "vocabulary",
                "verbose_name_plural": "vocabularies",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="search_one_vocabulary")
                ],
            },
        ),
        migrations.CreateModel(
            name="PinnedResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("questions", models.TextField(verbose_name="questions")),
                ("source", models.CharField(max_length=40)),
                ("object_id", models.BigIntegerField()),
                ("label", models.CharField(max_length=300)),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=1, verbose_name="place among pinned results"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note for editors")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "pinned result",
                "verbose_name_plural": "pinned results",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "object_id"), name="search_pin_once"),
                    models.CheckConstraint(
                        condition=models.Q(("questions", ""), _negated=True), name="search_pin_has_questions"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 99)),
                        name="search_pin_position",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SynonymGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("phrases", models.TextField(verbose_name="words and phrases")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("BOTH", "all of them mean the same"),
                            ("ONE_WAY", "the first also finds the others, not the other way round"),
                        ],
                        default="BOTH",
                        max_length=10,
                        verbose_name="how they work",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note for editors")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "synonym group",
                "verbose_name_plural": "synonym groups",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("phrases", ""), _negated=True), name="search_synonyms_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["BOTH", "ONE_WAY"])),
                        name="search_synonyms_known_direction",
                    ),
                ],
            },
        ),
    ]
