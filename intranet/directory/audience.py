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


def audience_ids_of(person: Person | None) -> list[int]:
    """Return the ids of the audiences that ``person`` belongs to, read once per Person object.

    Objects live for one request: a page that asks for orders, attachments and boxes asks the database once.
    """
    if person is None:
        return list(Audience.objects.including(None).values_list("pk", flat=True))
    if not hasattr(person, "_audience_ids"):
        ids = list(Audience.objects.including(person).values_list("pk", flat=True))
        person._audience_ids = ids  # type: ignore[attr-defined]
    found: list[int] = person._audience_ids  # type: ignore[attr-defined]
    return found


def names_of(audience: Audience) -> list[str]:
    """Return the names of the units and persons an audience is made of; empty for everyone."""
    if audience.is_everyone:
        return []
    units = [row.unit.name for row in audience.unit_rows.select_related("unit")]
    return [*units, *(row.person.full_name for row in audience.person_rows.select_related("person"))]


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
