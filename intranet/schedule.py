"""Every periodic task of the intranet in one table, local time, one reason per row."""

from celery.schedules import crontab

SCHEDULE = {
    # People change jobs and phones during the day; a half-hourly read keeps leavers out the same day.
    "directory-sync": {"task": "directory.sync", "schedule": crontab(minute="*/30")},
}
