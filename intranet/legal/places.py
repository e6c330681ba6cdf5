"""What a place of publication must have, in words for whoever types it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intranet.legal.designations import Place
from intranet.legal.journals import FIRST_YEAR, LAST_YEAR, YEAR_WITHOUT_NUMBERS, Journal

HIGHEST_POSITION = 99_999
HIGHEST_NUMBER = 999

Problems = Mapping[str, str | Promise]


def problems_of(place: Place) -> Problems:
    """Return what is wrong with ``place`` by the name of its part; empty for a place that can be kept."""
    if place.journal == Journal.OTHER:
        return _problems_outside_journals(place)
    problems: dict[str, str | Promise] = {}
    if place.journal == Journal.OFFICIAL and not place.journal_name:
        problems["journal_name"] = _("Write which journal it is, for example: Woj. Łódzkiego.")
    elif place.journal != Journal.OFFICIAL and place.journal_name:
        problems["journal_name"] = _("Only an official journal has a name of its own. Clear this field.")
    if place.designation:
        problems["designation"] = _(
            "An act published in a journal needs no other designation. Clear this field."
        )
    if place.year is None:
        problems["year"] = _("Write the year of the journal.")
    elif not FIRST_YEAR <= place.year <= LAST_YEAR:
        problems["year"] = _("Write the year in four digits, from 1918 on.")
    elif place.number is not None and place.year >= YEAR_WITHOUT_NUMBERS:
        problems["number"] = _(
            "Journals have had no numbers since 2012. Clear this field or correct the year."
        )
    if place.number is not None and not 0 < place.number <= HIGHEST_NUMBER:
        problems["number"] = _("Write the number of the journal as a number from 1 to 999.")
    if place.position is None:
        problems["position"] = _("Write the position: the number after „poz.”.")
    elif not 0 < place.position <= HIGHEST_POSITION:
        problems["position"] = _("Write the position as a number from 1 to 99999.")
    return problems


def _problems_outside_journals(place: Place) -> Problems:
    problems: dict[str, str | Promise] = {}
    if not place.designation:
        problems["designation"] = _(
            "Write how the act is cited, for example: Dz.Urz. UE L 119 z 04.05.2016, str. 1."
        )
    for name in ("journal_name", "year", "number", "position"):
        if getattr(place, name) not in (None, ""):
            problems[name] = _("An act outside journals has only a designation. Clear this field.")
    return problems
