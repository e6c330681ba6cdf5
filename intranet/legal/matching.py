"""Finding the acts that a text names among those we know."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from intranet.legal.designations import place_condition
from intranet.legal.models import NEWEST_TEXT_FIRST, LegalAct
from intranet.legal.places import problems_of
from intranet.legal.references import ParsedAct
from intranet.legal.titles import short_name_of


def known_acts(parsed: Sequence[ParsedAct]) -> list[LegalAct | None]:
    """Return for each of ``parsed`` the act it names, or None; one query.

    A place decides. Without one the title or the name does, and of several texts the newest is meant.
    """
    conditions = [_condition(act) for act in parsed]
    asked = [condition for condition in conditions if condition is not None]
    found = list(LegalAct.objects.filter(reduce(or_, asked)).order_by(*NEWEST_TEXT_FIRST)) if asked else []
    return [_chosen(act, found) for act in parsed]


def _condition(act: ParsedAct) -> Q | None:
    if act.place is not None:
        return None if problems_of(act.place) else place_condition(act.place)
    if not act.title:
        return None
    return Q(title__iexact=act.title) | Q(short_name__iexact=short_name_of(act.title))


def _chosen(act: ParsedAct, found: list[LegalAct]) -> LegalAct | None:
    if act.place is not None:
        place = act.place.key
        return next((one for one in found if one.place.key == place), None)
    names = {act.title.lower(), short_name_of(act.title).lower()} - {""}
    named = [one for one in found if one.title.lower() in names or one.short_name.lower() in names]
    return next((one for one in named if not one.is_repealed), named[0] if named else None)
