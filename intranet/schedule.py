"""Every periodic task of the intranet in one table, local time, one reason per row."""

from celery.schedules import crontab

SCHEDULE = {
    # People change jobs and phones during the day; a half-hourly read keeps leavers out the same day.
    "directory-sync": {"task": "directory.sync", "schedule": crontab(minute="*/30")},
    # Bytes outlive a transaction that was rolled back; what nobody attached within a day goes, at a quiet hour.
    "files-sweep": {"task": "files.sweep", "schedule": crontab(hour=3, minute=20)},
}
