from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("construct_settings_menu")
def hide_user_management(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take away the entry of screens that `intranet.urls` closes."""
    menu_items[:] = [item for item in menu_items if item.name != "users"]
