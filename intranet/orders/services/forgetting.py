"""What the search remembers of a text besides its entry: single words offered for mistyped ones."""

import re

from django.utils import timezone

from intranet.core.text import fold
from intranet.search.models import Vocabulary
from intranet.search.vocabulary import forget_words

_WORD = re.compile(r"[^\W\d_]+")
SEEN_ONCE = "1"


def forget_words_of(text: str) -> None:
    """Take out of the vocabulary the words that no other object has; it is made anew by its task in any case."""
    words = {fold(word) for word in _WORD.findall(text)}
    row = Vocabulary.objects.select_for_update().filter(pk=1).first() if words else None
    if row is None:
        return
    lines = row.lines.split("\n")
    kept = [line for line in lines if not _is_only_of(line, words)]
    if len(kept) == len(lines):
        return
    row.lines, row.size, row.made_at = "\n".join(kept), len(kept), timezone.now()
    row.save(update_fields=["lines", "size", "made_at"])
    forget_words()


def _is_only_of(line: str, words: set[str]) -> bool:
    folded, _, rest = line.partition("\t")
    return folded in words and rest.endswith(f"\t{SEEN_ONCE}")
