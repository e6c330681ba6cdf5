from intranet.accounts.models import User
from intranet.page_notes.models import PageNote


def can_handle(user: User, note: PageNote) -> bool:
    """Tell whether ``note`` is ``user``'s to answer: its owner, a holder of the owning role, an administrator."""
    return PageNote.objects.handled_by(user).filter(pk=note.pk).exists()


def can_close(user: User, note: PageNote) -> bool:
    """Tell whether ``user`` may answer ``note`` now: it is theirs and nobody has answered it yet."""
    return not note.is_done and can_handle(user, note)
