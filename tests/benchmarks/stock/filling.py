"""Step: an order of the usual length as a page, the whole register as pages to search, two people signed in."""

from datetime import date

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from home.models import HomePage  # of the generated project
from wagtail.documents import get_document_model
from wagtail.models import Site

from tests.benchmarks.stock.library import fill_library, missed_by_stock
from tests.benchmarks.stock.models import ActPage
from tests.benchmarks.wording import COMMON_FORMS, Writer

MENU = ("Zarządzenia", "Pracownicy", "Aktualności", "Pomoc")


def main(arguments: list[str]) -> dict[str, object]:
    """Return the page's address, the session keys of a member of staff and of an editor, what the search misses."""
    home = Site.objects.get().root_page.specific
    sections = [home.add_child(instance=HomePage(title=title, show_in_menus=True)) for title in MENU]
    act = sections[0].add_child(
        instance=ActPage(title="Zarządzenie nr 28/2006", signed_on=date(2006, 1, 21), body=_body())
    )
    fill_library(HomePage.objects.get(pk=sections[0].pk), int(arguments[0]))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return {
        "path": act.url,
        "staff": _session("staff", is_superuser=False),
        "editor": _session("editor", is_superuser=True),
        "missed": missed_by_stock(),
    }


def _body() -> list[tuple[str, object]]:
    parts: list[tuple[str, object]] = []
    for unit in Writer(seed=1).text(COMMON_FORMS[0]).split("\n\n")[1:]:
        heading, _dot, text = unit.partition(". ")
        parts.append(("heading", heading))
        parts += [("paragraph", f"<p>{line}</p>") for line in text.splitlines()]
    documents = [
        get_document_model().objects.create(title=f"Załącznik nr {number}", file=f"documents/{number}.pdf")
        for number in (1, 2)
    ]
    return [*parts, *(("document", document) for document in documents)]


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
