"""Whom something is for: making audiences and describing them.

Everything with restricted visibility holds an ``Audience`` and starts its ``visible_to(user)`` from
``Audience.objects.including(person)``.
"""

from collections.abc import Collection

from django.db import transaction

from intranet.directory.models import Audience, AudiencePerson, AudienceUnit, OrgUnit, Person


class EmptyAudience(ValueError):
    """An audience for nobody was asked for."""


def everyone() -> Audience:
    """Return the one audience of the whole staff."""
    audience, _ = Audience.objects.get_or_create(is_everyone=True)
    return audience


@transaction.atomic
def make_audience(
    *, units: Collection[OrgUnit] = (), persons: Collection[Person] = (), with_subunits: bool = True
) -> Audience:
    """Make an audience of ``units`` and ``persons``; raise EmptyAudience when both are empty."""
    if not units and not persons:
        raise EmptyAudience
    audience = Audience.objects.create()
    AudienceUnit.objects.bulk_create(
        AudienceUnit(audience=audience, unit=unit, with_subunits=with_subunits) for unit in units
    )
    AudiencePerson.objects.bulk_create(AudiencePerson(audience=audience, person=person) for person in persons)
    return audience
