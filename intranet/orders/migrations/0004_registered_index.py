"""The home page asks what was registered since somebody's last visit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_year_index")]

    operations = [
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["registered_at"], name="order_registered"),
        ),
    ]
