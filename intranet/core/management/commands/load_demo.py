from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from intranet.core.dates import today
from intranet.core.demo import demo_loaders


class Command(BaseCommand):
    help = "Load the sample content: invented people, real subjects. Can run again; refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION or not settings.IS_DEMO:
            raise CommandError("Sample content is not loaded here: this is not a demonstration (IS_DEMO).")
        with translation.override(settings.LANGUAGE_CODE):
            for loader in demo_loaders:
                self.stdout.write(f"{loader.key}: {loader.load(today())}")
                self.stdout.flush()
