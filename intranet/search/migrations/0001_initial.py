"""The index table and, over it, each database's own full-text index.

A later migration that makes Django rebuild this table on SQLite (AddField with NOT NULL, AlterField, …) drops the
triggers with it and must make them again.
"""

from django.db import migrations, models

SQLITE = [
    # detail=none keeps only which entry has which key; content='' keeps no second copy of the keys.
    *(
        f"""CREATE VIRTUAL TABLE {table} USING fts5(
                {column}, content='', detail=none, tokenize="ascii tokenchars '/-@'")"""
        for table, column in (("search_title_fts", "title_keys"), ("search_keys_fts", "keys"))
    ),
    """CREATE TRIGGER search_entry_filed AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_title_fts(rowid, title_keys) VALUES (NEW.day << 32 | NEW.id, NEW.title_keys);
        INSERT INTO search_keys_fts(rowid, keys) VALUES (NEW.day << 32 | NEW.id, NEW.keys);
    END""",
    """CREATE TRIGGER search_entry_forgotten AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_title_fts(search_title_fts, rowid, title_keys)
            VALUES ('delete', OLD.day << 32 | OLD.id, OLD.title_keys);
        INSERT INTO search_keys_fts(search_keys_fts, rowid, keys)
            VALUES ('delete', OLD.day << 32 | OLD.id, OLD.keys);
    END""",
    """CREATE TRIGGER search_entry_filed_again AFTER UPDATE ON search_searchentry BEGIN
        INSERT INTO search_title_fts(search_title_fts, rowid, title_keys)
            VALUES ('delete', OLD.day << 32 | OLD.id, OLD.title_keys);
        INSERT INTO search_keys_fts(search_keys_fts, rowid, keys)
            VALUES ('delete', OLD.day << 32 | OLD.id, OLD.keys);
        INSERT INTO search_title_fts(rowid, title_keys) VALUES (NEW.day << 32 | NEW.id, NEW.title_keys);
        INSERT INTO search_keys_fts(rowid, keys) VALUES (NEW.day << 32 | NEW.id, NEW.keys);
    END""",
]
SQLITE_REVERSE = [
    "DROP TRIGGER IF EXISTS search_entry_filed_again",
    "DROP TRIGGER IF EXISTS search_entry_forgotten",
    "DROP TRIGGER IF EXISTS search_entry_filed",
    "DROP TABLE IF EXISTS search_keys_fts",
    "DROP TABLE IF EXISTS search_title_fts",
]

POSTGRESQL = [
    # The keys are ready-made: no parser and no dictionary of PostgreSQL may touch them. plpgsql, because an SQL
    # function would be inlined and lose its cost, which keeps the planner from reading the table row by row.
    """CREATE FUNCTION search_keys_vector(keys text) RETURNS tsvector
        LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS
        $$ BEGIN RETURN array_to_tsvector(array_remove(string_to_array(keys, ' '), '')); END $$""",
    "CREATE INDEX search_entry_title ON search_searchentry USING gin (search_keys_vector(title_keys))",
    # A short pending list: inserts stay fast and a search never reads more than 1 MB of unsorted keys.
    """CREATE INDEX search_entry_keys ON search_searchentry USING gin (search_keys_vector(keys))
        WITH (gin_pending_list_limit = 1024)""",
    # Without statistics every question looks rare, so the planner always takes the index: for a common word it
    # would otherwise choose to unpack the keys of every row.
    "ALTER INDEX search_entry_title ALTER COLUMN 1 SET STATISTICS 0",
    "ALTER INDEX search_entry_keys ALTER COLUMN 1 SET STATISTICS 0",
]
POSTGRESQL_REVERSE = [
    "DROP INDEX IF EXISTS search_entry_keys",
    "DROP INDEX IF EXISTS search_entry_title",
    "DROP FUNCTION IF EXISTS search_keys_vector(text)",
]


def make_indexes(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def drop_indexes(apps, schema_editor):
    statements = {"sqlite": SQLITE_REVERSE, "postgresql": POSTGRESQL_REVERSE}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("object_id", models.BigIntegerField()),
                ("day", models.PositiveIntegerField(default=0)),
                ("title_keys", models.TextField()),
                ("keys", models.TextField()),
                ("keys_version", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "constraints": [
                    models.UniqueConstraint(fields=("source", "object_id"), name="search_entry_once"),
                ],
            },
        ),
        migrations.RunPython(make_indexes, drop_indexes),
    ]
