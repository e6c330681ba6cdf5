"""Audiences of news: an audience never changes, so items for the same units share one."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from intranet.directory.audience import make_audience
from intranet.directory.models import Audience, AudienceUnit, OrgUnit


@transaction.atomic
def audience_of_units(*, units: Collection[OrgUnit], with_subunits: bool = True) -> Audience:
    """Return an audience of exactly ``units``, with or without those below, made now if there is none yet.

    The page editor saves drafts every moment: without sharing each would leave an audience behind.
    """
    same = Audience.objects.filter(is_everyone=False, person_rows__isnull=True).exclude(
        unit_rows__with_subunits=not with_subunits
    )
    for unit in units:
        same = same.filter(Exists(AudienceUnit.objects.filter(audience=OuterRef("pk"), unit=unit)))
    found = same.annotate(size=Count("unit_rows", distinct=True)).filter(size=len(units)).first()
    return found or make_audience(units=units, with_subunits=with_subunits)
