"""What the search remembers of a text besides its entry: single words offered for mistyped ones."""

import re

from django.utils import timezone

from intranet.core.text import fold
from intranet.search.models import Vocabulary
from intranet.search.vocabulary import PARTS, Word, forget_words, lines_of

_WORD = re.compile(r"[^\W\d_]+")


def forget_words_of(text: str) -> None:
    """Take out of the vocabulary the words that no other object has; it is made anew by its task in any case."""
    words = {fold(word) for word in _WORD.findall(text)}
    row = Vocabulary.objects.select_for_update().filter(pk=1).first() if words else None
    if row is None:
        return
    known = _words_of(row.lines)
    kept = [word for word in known if word.objects > 1 or word.folded not in words]
    if len(kept) == len(known):
        return
    kept.sort(key=lambda word: -word.objects)
    row.lines, row.size, row.made_at = lines_of(kept), len(kept), timezone.now()
    row.save(update_fields=["lines", "size", "made_at"])
    forget_words()


def _words_of(lines: str) -> list[Word]:
    rows = (line.split("\t") for line in lines.partition(PARTS)[0].split("\n") if line)
    return [Word(folded, stem, written, int(objects)) for folded, stem, written, objects in rows]
