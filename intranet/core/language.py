"""In which language to speak to whom."""

from django.conf import settings
from django.http import HttpRequest


def chosen_language(request: HttpRequest) -> str:
    """Return the language the person has switched to, or the house's own; needs neither session nor database."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
