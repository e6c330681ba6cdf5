"""What the search keeps: the index it asks and what people taught it."""

from intranet.search.models.editing import (
    MissedQuestion,
    PinnedResult,
    RebuildProgress,
    SynonymGroup,
    Vocabulary,
)
from intranet.search.models.entries import SearchEntry, SearchEntryQuerySet, source_group, source_mark
from intranet.search.models.recent import RecentSearch

__all__ = [
    "MissedQuestion",
    "PinnedResult",
    "RebuildProgress",
    "RecentSearch",
    "SearchEntry",
    "SearchEntryQuerySet",
    "SynonymGroup",
    "Vocabulary",
    "source_group",
    "source_mark",
]
