"""The Celery application: `celery -A intranet worker`."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intranet.settings.production")

app = Celery("intranet")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def load_schedule(sender: Celery, **kwargs: Any) -> None:
    """Give beat the table of `intranet.schedule`."""
    from intranet.schedule import SCHEDULE

    sender.conf.beat_schedule = SCHEDULE


@worker_init.connect
def refuse_unsafe_worker(**kwargs: Any) -> None:
    """Refuse to work when a safety check fails; the web server does the same."""
    from intranet.core.startup import refuse_unsafe_start

    refuse_unsafe_start()
