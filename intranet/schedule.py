"""Every periodic task of the intranet in one table, local time, one reason per row."""

from celery.schedules import crontab

SCHEDULE = {
    # People change jobs and phones during the day; a half-hourly read keeps leavers out the same day.
    "directory-sync": {"task": "directory.sync", "schedule": crontab(minute="*/30")},
    # Bytes outlive a transaction that was rolled back; what nobody attached within a day goes, at a quiet hour.
    "files-sweep": {"task": "files.sweep", "schedule": crontab(hour=3, minute=20)},
    # A lost call or a dead worker must not leave a file unread.
    "files-texts": {"task": "files.extract_waiting", "schedule": crontab(minute="*/5")},
    # A lost task or a dead worker must not keep an import waiting; a minute is what a person will wait.
    "orders-imports": {"task": "orders.wake_imports", "schedule": crontab()},
    # An order scheduled for nine o'clock is in the register a few minutes later at most.
    "orders-publish": {"task": "orders.publish_due", "schedule": crontab(minute="*/5")},
    # Words of today are proposed as corrections from tomorrow.
    "search-vocabulary": {"task": "search.make_vocabulary", "schedule": crontab(hour=4, minute=10)},
    # Questions that found nothing are kept half a year for whoever mends the search, no longer.
    "search-misses": {"task": "search.forget_misses", "schedule": crontab(hour=3, minute=40)},
}
