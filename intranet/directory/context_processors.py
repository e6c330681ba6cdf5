from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from intranet.directory.current import person_of


def person(request: HttpRequest) -> dict[str, Any]:
    """Return the Person of whoever is signed in, for the user menu; asked only by pages that show it."""
    user = getattr(request, "user", None)
    return {"person": SimpleLazyObject(lambda: person_of(user)) if user is not None else None}
