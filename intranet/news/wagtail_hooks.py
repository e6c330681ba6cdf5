"""The face of the page editor: our colours and mark, and only what editors of this intranet need."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from intranet.accounts.current import signed_in_user
from intranet.news.choosers import person_choosers, unit_choosers
from intranet.news.order_choosers import order_choosers
from intranet.news.permissions import can_read_document, can_take_away
from intranet.news.start_page import ExpiringPanel, StartPanel

# Nobody approves pages here and nobody needs the library's own manuals and reports.
UNUSED = frozenset({"reports", "help"})
LAST = 1000
TAKING_AWAY = frozenset({"delete", "unpublish", "move"})
UNUSED_SETTINGS = frozenset({"workflows", "workflow-tasks", "redirects", "promoted-search-results"})


@hooks.register("insert_global_admin_css")
def add_our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("news/page_editor.css"))


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ViewSet]:
    return [person_choosers, unit_choosers, order_choosers]


@hooks.register("construct_main_menu", order=LAST)
def keep_what_editors_use(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take away menus that nobody uses here, and settings from those who are no administrators."""
    menu_items[:] = [
        item
        for item in menu_items
        if item.name not in UNUSED and (item.name != "settings" or request.user.is_superuser)
    ]


@hooks.register("construct_settings_menu", order=LAST)
def hide_unused_settings(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take away settings of what is not used here."""
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED_SETTINGS]


@hooks.register("construct_page_action_menu", order=LAST)
def publish_first(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Make publishing the button and the draft the choice beside it: drafts save themselves, nobody approves."""
    menu_items.sort(key=lambda item: item.name != "action-publish")


@hooks.register("construct_homepage_panels", order=LAST)
def make_plain_start_page(request: HttpRequest, panels: list[Any]) -> None:
    """Start with what an editor came for; of Wagtail's own panels keep the person's recent edits and locks."""
    kept = [panel for panel in panels if panel.name in {"recent_edits", "locked_pages"}]
    panels[:] = [StartPanel(), ExpiringPanel(), *kept]


@hooks.register("construct_homepage_summary_items", order=LAST)
def drop_counts(request: HttpRequest, items: list[Any]) -> None:
    """Show no numbers of pages and pictures: they help nobody to write."""
    items.clear()


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
@hooks.register("before_move_page")
def keep_pillars(request: HttpRequest, page: Page, *destination: Page) -> None:
    """Refuse editors to take away a page that the intranet's own addresses lead to."""
    if not can_take_away(signed_in_user(request), page):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def keep_pillars_among_many(request: HttpRequest, action: str, pages: list[Any], chosen: Any) -> None:
    """Refuse the same where several pages are chosen at once."""
    if action not in TAKING_AWAY:
        return
    user = signed_in_user(request)
    if any(isinstance(page, Page) and not can_take_away(user, page) for page in pages):
        raise PermissionDenied


@hooks.register("before_serve_document")
def keep_files_with_their_pages(document: AbstractDocument, request: HttpRequest) -> None:
    """Answer as if there were no such file to whom no page that holds it is open."""
    if not can_read_document(request, document):
        raise Http404
