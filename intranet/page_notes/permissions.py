from intranet.accounts.models import User
from intranet.page_notes.models import PageNote


def can_close(user: User, note: PageNote) -> bool:
    """Tell whether ``user`` may answer ``note``: its owner, a holder of the owning role, an administrator."""
    return not note.is_done and PageNote.objects.handled_by(user).filter(pk=note.pk).exists()
