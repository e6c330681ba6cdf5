"""Journals in which law is published in Poland, and since when they are as they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1918
LAST_YEAR = 2100
YEAR_WITHOUT_NUMBERS = 2012


class Journal(models.TextChoices):
    """Where an act is published; „official” journals are those of voivodeships and ministers, told by name."""

    DU = "DU", _("Journal of Laws (Dz.U.)")
    MP = "MP", _("Monitor Polski (M.P.)")
    OFFICIAL = "OFFICIAL", _("Official journal of a voivodeship or a minister (Dz.Urz.)")
    OTHER = "OTHER", _("Elsewhere, or not published")


SHORT_NAMES = {Journal.DU: "Dz.U.", Journal.MP: "M.P.", Journal.OFFICIAL: "Dz.Urz."}
# Their acts have identifiers of the European Legislation Identifier; the others' journals are spread over many sites.
WITH_ELI = (Journal.DU, Journal.MP)
