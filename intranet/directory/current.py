"""Who is asking, as a member of staff."""

from django.contrib.auth.models import AnonymousUser

from intranet.accounts.models import User
from intranet.directory.models import Person


def person_of(user: User | AnonymousUser) -> Person | None:
    """Return the Person of the account with unit read along, or None; asked once per request at most.

    The account of a session brings its Person with it (`accounts.hooks.read_along`); another one is asked about.
    """
    if not isinstance(user, User):
        return None
    if not hasattr(user, "_person"):
        if User.person.is_cached(user):
            user._person = getattr(user, "person", None)  # type: ignore[attr-defined]
        else:
            user._person = Person.objects.select_related("unit").filter(user=user).first()  # type: ignore[attr-defined]
    person: Person | None = user._person  # type: ignore[attr-defined]
    return person
