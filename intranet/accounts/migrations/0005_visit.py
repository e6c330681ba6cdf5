import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_editor_role_group")]
    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField(verbose_name="seen")),
                (
                    "previous_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="end of the visit before"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visit",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "last visit",
                "verbose_name_plural": "last visits",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("previous_at__isnull", True),
                            ("previous_at__lt", models.F("seen_at")),
                            _connector="OR",
                        ),
                        name="visit_after_the_one_before",
                    )
                ],
            },
        )
    ]
