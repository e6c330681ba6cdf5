"""The staff intranet of a municipal social-welfare centre."""

from intranet.celery import app as celery_app

__all__ = ["celery_app"]
