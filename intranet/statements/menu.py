from django.utils.translation import gettext_lazy as _

from intranet.core.menu import MenuEntry, footer_links, quick_links
from intranet.statements.permissions import can_edit_statements

footer_links.register(
    MenuEntry(
        "accessibility", _("Accessibility statement"), "statements:accessibility", "check-badge", order=10
    )
)
footer_links.register(
    MenuEntry("privacy", _("Privacy notice"), "statements:privacy", "shield-check", order=20)
)
quick_links.register(
    MenuEntry(
        "accessibility-statement",
        _("Accessibility statement"),
        "statements:edit_accessibility",
        "check-badge",
        96,
        _("Write and review what the law requires"),
        is_offered=can_edit_statements,
    )
)
quick_links.register(
    MenuEntry(
        "privacy-notice",
        _("Privacy notice"),
        "statements:edit_privacy",
        "shield-check",
        97,
        _("What data is kept, what for and how long"),
        is_offered=can_edit_statements,
    )
)
