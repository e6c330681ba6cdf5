from celery import shared_task
from django.utils import timezone

from intranet.orders.importing import running
from intranet.orders.services import approving, importing


@shared_task(name=importing.CHECK_TASK, time_limit=3700, soft_time_limit=3600)
def check_import(import_id: int) -> None:
    """Check a waiting import; a second run does nothing."""
    running.run_check(import_id)


@shared_task(name=importing.WRITE_TASK, time_limit=3700, soft_time_limit=3600)
def run_import(import_id: int) -> None:
    """Write a confirmed import; a second run does nothing."""
    running.run_import(import_id)


@shared_task(name="orders.wake_imports", time_limit=60)
def wake_imports() -> None:
    """Queue imports whose task was lost, mark those whose worker died, let go of old ones; safe to run twice."""
    importing.wake_waiting_imports()
    importing.forget_unfinished_imports()


@shared_task(name="orders.publish_due", time_limit=300)
def publish_due() -> None:
    """Publish scheduled orders whose moment has come; a second run publishes none of them again."""
    approving.publish_due(timezone.now())
