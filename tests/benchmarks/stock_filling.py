"""Step: a member of staff and an editor of the stock Wagtail project, both signed in."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import connection


def main(arguments: list[str]) -> dict[str, str]:
    """Return the session keys."""
    found = {"staff": _session("staff", is_superuser=False), "editor": _session("editor", is_superuser=True)}
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return found


def _session(username: str, *, is_superuser: bool) -> str:
    user = get_user_model().objects.create(
        username=username, first_name="Barbara", last_name="Świątek", is_superuser=is_superuser
    )
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
