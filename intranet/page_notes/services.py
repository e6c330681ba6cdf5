"""Writes about notes: sending, answering, reading the answer."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from intranet.accounts.models import User
from intranet.core import audit
from intranet.page_notes.addresses import clean_path, without_query
from intranet.page_notes.models import LONGEST_TITLE, PageNote
from intranet.page_notes.owners import owned_page

MOST_NOTES_A_DAY = 20


class TooManyNotes(Exception):
    """The person has sent as many notes today as one may."""


class NoteAlreadyDone(Exception):
    """Somebody else has answered the note in the meantime."""


@transaction.atomic
def send_note(*, path: str, text: str, author: User) -> PageNote:
    """Keep a note about the page at ``path`` for its owner; raise TooManyNotes past the day's limit.

    The page's query is not kept, and the words of the note do not go into the audit: people write names there.
    """
    # Under the author's lock, so that notes sent at once are all counted.
    author = User.objects.select_for_update().get(pk=author.pk)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if PageNote.objects.written_by(author).filter(created_at__gte=midnight).count() >= MOST_NOTES_A_DAY:
        raise TooManyNotes
    path = without_query(clean_path(path))
    # Owners read the title, whatever language the author has chosen.
    with translation.override(settings.LANGUAGE_CODE):
        page = owned_page(path=path, user=author)
    note = PageNote.objects.create(
        path=path,
        page_title=page.title[:LONGEST_TITLE],
        text=text,
        author=author,
        owner_person=page.owner.person,
        owner_role=page.owner.role or "",
    )
    audit.record(actor=author, action="page_notes.send", obj=note, details={"owner": str(page.owner)})
    return note


@transaction.atomic
def close_note(*, note: PageNote, answer: str, by: User) -> PageNote:
    """Answer ``note`` as dealt with; raise NoteAlreadyDone when somebody was faster."""
    note = PageNote.objects.select_for_update().get(pk=note.pk)
    if note.is_done:
        raise NoteAlreadyDone
    note.status, note.answer = PageNote.Status.DONE, answer
    note.closed_by, note.closed_at = by, timezone.now()
    if by.pk == note.author_id:
        note.answer_seen_at = note.closed_at
    note.save(update_fields=["status", "answer", "closed_by", "closed_at", "answer_seen_at"])
    audit.record(actor=by, action="page_notes.close", obj=note)
    return note


def mark_answer_seen(*, note: PageNote) -> None:
    """Remember that the author has read the answer; not audited, it changes nothing for anybody else."""
    unseen = PageNote.objects.done().filter(pk=note.pk, answer_seen_at__isnull=True)
    unseen.update(answer_seen_at=timezone.now())
