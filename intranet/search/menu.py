from django.utils.translation import gettext_lazy as _

from intranet.core.menu import MenuEntry, quick_links
from intranet.search.permissions import can_teach_search

quick_links.register(
    MenuEntry(
        "search-teaching",
        _("Teaching the search"),
        "search_editing:misses",
        "magnifying-glass",
        95,
        _("Synonyms, pinned results and what was searched for in vain"),
        is_offered=can_teach_search,
    )
)
