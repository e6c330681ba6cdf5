from django.db import migrations, models

BEFORE = [
    ("HEAD", "unit head"),
    ("CHANCELLERY", "chancellery"),
    ("IT_SUPPORT", "IT support"),
    ("HR", "human resources"),
    ("LEGAL", "legal team"),
    ("BUDGET_HOLDER", "budget holder"),
    ("DIRECTOR", "director"),
    ("AUDITOR", "auditor"),
]
ROLES = [*BEFORE, ("EDITOR", "page editor"), ("ADMINISTRATOR", "administrator")]
KNOWN = models.Q(role__in=[value for value, _ in ROLES])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_default_role_groups")]
    operations = [
        migrations.RemoveConstraint("directoryrolegroup", "role_group_known_role"),
        migrations.RemoveConstraint("rolegrant", "role_grant_known_role"),
        migrations.AlterField(
            "directoryrolegroup",
            "role",
            models.CharField(choices=ROLES, max_length=20, verbose_name="role"),
        ),
        migrations.AlterField(
            "rolegrant", "role", models.CharField(choices=ROLES, max_length=20, verbose_name="role")
        ),
        migrations.AddConstraint(
            "directoryrolegroup", models.CheckConstraint(condition=KNOWN, name="role_group_known_role")
        ),
        migrations.AddConstraint(
            "rolegrant", models.CheckConstraint(condition=KNOWN, name="role_grant_known_role")
        ),
    ]
