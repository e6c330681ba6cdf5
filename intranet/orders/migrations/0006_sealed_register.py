"""Seal the register: triggers refuse what only another order or a recorded correction may do.

A later migration that makes Django rebuild one of these tables on SQLite (AlterField, AddConstraint, ...) drops its
triggers with it and must make them again; a test asks the database whether all of them are in place.
"""

from django.db import migrations
from django.db.models import OuterRef, Subquery

from intranet.core.seals import seal, unseal

MESSAGE = "the register is immutable"
SEALED = {
    "orders_order": ("UPDATE", "DELETE"),
    "orders_orderattachment": ("INSERT", "UPDATE", "DELETE"),
    "orders_orderrelation": ("INSERT", "UPDATE", "DELETE"),
    "orders_ordercorrection": ("UPDATE", "DELETE"),
    "orders_heldnumber": ("DELETE",),
}
NUMBERED_KINDS = ("ORDER", "CIRCULAR", "DECISION", "INSTRUCTION_ORDER")

SAME_NUMBER = """
    kind = NEW.kind AND year = NEW.year AND number = NEW.number AND number_suffix = NEW.number_suffix
"""
HELD = f"SELECT 1 FROM orders_heldnumber WHERE {SAME_NUMBER} AND released_at IS NULL"  # noqa: S608  (our own names)
TAKEN = f"SELECT 1 FROM orders_order WHERE {SAME_NUMBER}"  # noqa: S608  (our own names)
SQLITE = [
    f"""
    CREATE TRIGGER orders_number_held BEFORE INSERT ON orders_order
    WHEN NEW.number IS NOT NULL AND EXISTS ({HELD})
    BEGIN SELECT RAISE(ABORT, 'this number is reserved or annulled'); END
    """,
    f"""
    CREATE TRIGGER orders_number_taken BEFORE INSERT ON orders_heldnumber WHEN EXISTS ({TAKEN})
    BEGIN SELECT RAISE(ABORT, 'an order bears this number'); END
    """,
]
# The lock makes two transactions that do not see each other's rows take their turns.
POSTGRESQL = [
    f"""
    CREATE FUNCTION orders_number_held() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('orders.' || NEW.kind || NEW.year));
        IF EXISTS ({HELD}) THEN
            RAISE EXCEPTION 'this number is reserved or annulled' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER orders_number_held BEFORE INSERT ON orders_order FOR EACH ROW WHEN (NEW.number IS NOT NULL)
    EXECUTE FUNCTION orders_number_held()
    """,
    f"""
    CREATE FUNCTION orders_number_taken() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('orders.' || NEW.kind || NEW.year));
        IF EXISTS ({TAKEN}) THEN
            RAISE EXCEPTION 'an order bears this number' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER orders_number_taken BEFORE INSERT ON orders_heldnumber FOR EACH ROW
    EXECUTE FUNCTION orders_number_taken()
    """,
]
NO_SQLITE = ["DROP TRIGGER IF EXISTS orders_number_taken", "DROP TRIGGER IF EXISTS orders_number_held"]
NO_POSTGRESQL = [
    "DROP TRIGGER IF EXISTS orders_number_taken ON orders_heldnumber",
    "DROP TRIGGER IF EXISTS orders_number_held ON orders_order",
    "DROP FUNCTION IF EXISTS orders_number_taken()",
    "DROP FUNCTION IF EXISTS orders_number_held()",
]


def fill(apps, schema_editor):
    attachments = apps.get_model("orders", "OrderAttachment").objects
    files = apps.get_model("files", "StoredFile").objects.filter(pk=OuterRef("file_id"))
    attachments.filter(file_sha256="").update(
        file_name=Subquery(files.values("name")), file_sha256=Subquery(files.values("sha256"))
    )
    kinds = apps.get_model("orders", "RegisterKind").objects
    for kind in NUMBERED_KINDS:
        kinds.get_or_create(kind=kind)


def make_triggers(apps, schema_editor):
    for table, operations in SEALED.items():
        seal(schema_editor, table=table, name="register", operations=operations, message=MESSAGE)
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_triggers(apps, schema_editor):
    for statement in NO_SQLITE if schema_editor.connection.vendor == "sqlite" else NO_POSTGRESQL:
        schema_editor.execute(statement)
    for table, operations in SEALED.items():
        unseal(schema_editor, table=table, operations=operations)


class Migration(migrations.Migration):
    dependencies = [("orders", "0005_chancellery")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(make_triggers, drop_triggers),
    ]
