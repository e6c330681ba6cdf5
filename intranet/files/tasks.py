from celery import shared_task

from intranet.files import sweeping


@shared_task(name="files.sweep", time_limit=600)
def sweep() -> None:
    """Remove private files that belong to nobody; a second run removes nothing."""
    sweeping.sweep()
