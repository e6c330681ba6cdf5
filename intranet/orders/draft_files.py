"""Who may read the files of drafts: whoever may read the draft."""

from intranet.accounts.models import User
from intranet.files.models import StoredFile
from intranet.files.owners import OwnerPage, OwnerRule, owner_rules
from intranet.files.readers import ReaderRule, reader_rules
from intranet.orders.models import DraftAttachment, OrderDraft


def may_read_draft_file(user: User, file: StoredFile) -> bool:
    """Tell whether ``file`` belongs to a draft that ``user`` may read."""
    drafts = OrderDraft.objects.visible_to(user)
    return DraftAttachment.objects.filter(draft__in=drafts, file=file).exists()


def page_of_draft_file(user: User, file: StoredFile) -> OwnerPage | None:
    """Return the page of the draft that carries ``file``."""
    drafts = OrderDraft.objects.visible_to(user)
    row = DraftAttachment.objects.filter(draft__in=drafts, file=file).select_related("draft").first()
    if row is None:
        return None
    return OwnerPage(title=str(row.draft), url=row.draft.get_absolute_url(), file_title=row.title)


reader_rules.register(ReaderRule("orders.drafts", may_read_draft_file))
owner_rules.register(OwnerRule("orders.drafts", page_of_draft_file))
