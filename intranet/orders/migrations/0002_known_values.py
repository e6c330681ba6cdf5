from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    kind__in=["ORDER", "CIRCULAR", "DECISION", "INSTRUCTION_ORDER", "EXTERNAL_ACT"]
                ),
                name="order_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(number_suffix=Lower("number_suffix")), name="order_suffix_small"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderattachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    role__in=["REGULATIONS", "MANUAL", "PROCEDURE", "POLICY", "FORM", "ANNEX", "SIGNED_COPY"]
                ),
                name="order_attachment_known_role",
            ),
        ),
    ]
