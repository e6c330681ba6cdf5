"""Who may take away which page, and who may open the files that editors put on pages."""

from django.http import HttpRequest
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.accounts.permissions import can_administer, can_edit_pages
from intranet.news.models import NewsItem
from intranet.news.pillars import holds_pillar
from intranet.news.reading import may_read


def can_take_away(user: User, page: Page) -> bool:
    """Tell whether ``user`` may delete, unpublish or move ``page``; pillars are for administrators."""
    return can_administer(user) or not holds_pillar(page)


def can_read_document(request: HttpRequest, document: AbstractDocument) -> bool:
    """Tell whether the person of ``request`` may open ``document``.

    A file is for those who may read one of the published pages that hold it. One that no published page holds yet
    is for its uploader and for editors: a draft says nothing of whom it will be for. It takes the request because
    a page may be open by a password typed in this session.
    """
    user = signed_in_user(request)
    if can_edit_pages(user) or document.uploaded_by_user_id == user.pk:
        return True
    # Of other holders than pages there are none; one that comes must bring its own rule.
    holders = ReferenceIndex.get_references_to(document).filter(base_content_type__model="page")
    pages = Page.objects.live().filter(pk__in={int(pk) for pk in holders.values_list("object_id", flat=True)})
    for_others = NewsItem.objects.exclude(pk__in=NewsItem.objects.visible_to(user).values("pk"))
    return any(may_read(page, request) for page in pages.exclude(pk__in=for_others.values("pk")))
