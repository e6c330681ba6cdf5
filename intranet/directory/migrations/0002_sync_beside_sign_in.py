from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="given_name",
            field=models.CharField(db_collation="polish", max_length=100, verbose_name="given name"),
        ),
        migrations.AddField(
            model_name="person",
            name="entry_seen_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="seen at sign-in"),
        ),
        migrations.CreateModel(
            name="LastSync",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read_began_at", models.DateTimeField(blank=True, null=True, verbose_name="read begun")),
            ],
            options={
                "verbose_name": "last sync of the directory",
                "verbose_name_plural": "last sync of the directory",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="last_sync_one_row")
                ],
            },
        ),
    ]
