"""Finding acts in their list."""

from intranet.legal.models import LegalAct, LegalActQuerySet
from intranet.legal.search import designation_condition
from intranet.search.indexing import matching_ids


def filter_acts(acts: LegalActQuerySet, *, q: str, kind: str, year: int | None) -> LegalActQuerySet:
    """Return ``acts`` that fit the filter, by short name, the newest text of each first.

    A designation in ``q`` finds that act; words are looked up in every grammatical form.
    """
    if kind:
        acts = acts.filter(kind=kind)
    if year:
        acts = acts.filter(year=year)
    if q:
        condition = designation_condition(q)
        acts = acts.filter(pk__in=matching_ids(LegalAct, q)) if condition is None else acts.filter(condition)
    return acts
