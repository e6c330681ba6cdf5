from celery import shared_task

from intranet.search import misses, vocabulary


@shared_task(name="search.forget_misses", time_limit=600)
def forget_misses() -> None:
    """Forget old questions without a result; a second run forgets nothing."""
    misses.forget_misses()


@shared_task(name="search.make_vocabulary", time_limit=3600)
def make_vocabulary() -> None:
    """Count the words of everything that can be found; a second run finds the same ones."""
    vocabulary.make_vocabulary()
