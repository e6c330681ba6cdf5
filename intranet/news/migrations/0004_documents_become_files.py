"""Gather the single documents of a page's body, published and drafted, into the block of files."""

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import StreamChildrenToListBlockOperation


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0003_news_and_events"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [
        MigrateStreamData(
            app_name="news",
            model_name="InformationPage",
            field_name="body",
            operations_and_block_paths=[(StreamChildrenToListBlockOperation("document", "files"), "")],
        )
    ]
