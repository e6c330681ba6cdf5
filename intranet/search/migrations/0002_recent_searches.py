from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="RecentSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="question")),
                ("folded", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who searched",
                    ),
                ),
            ],
            options={
                "verbose_name": "recent search",
                "verbose_name_plural": "recent searches",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "folded"), name="search_recent_once")
                ],
            },
        ),
    ]
