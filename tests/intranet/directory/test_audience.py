import pytest
from django.db import IntegrityError, transaction

from intranet.directory.audience import EmptyAudience, everyone, make_audience
from intranet.directory.models import Audience, OrgUnit
from tests.factories.directory import OrgUnitFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_person_of_another_unit_is_not_included() -> None:
    audience = make_audience(units=[OrgUnitFactory()])

    assert audience not in Audience.objects.including(PersonFactory())


def test_sub_unit_is_left_out_when_asked() -> None:
    department = OrgUnitFactory()
    person = PersonFactory(unit=OrgUnitFactory(parent=department))
    audience = make_audience(units=[department], with_subunits=False)

    assert audience not in Audience.objects.including(person)


def test_unit_above_does_not_see_what_is_for_the_unit_below() -> None:
    department = OrgUnitFactory()
    audience = make_audience(units=[OrgUnitFactory(parent=department)])

    assert audience not in Audience.objects.including(PersonFactory(unit=department))


def test_audience_of_nobody_is_refused() -> None:
    with pytest.raises(EmptyAudience):
        make_audience()


def test_somebody_outside_the_staff_sees_only_what_is_for_everyone() -> None:
    make_audience(units=[OrgUnitFactory()])
    of_everyone = everyone()

    assert list(Audience.objects.including(None)) == [of_everyone]


def test_there_is_one_audience_of_everyone() -> None:
    assert everyone() == everyone()
    with pytest.raises(IntegrityError), transaction.atomic():
        Audience.objects.create(is_everyone=True)


def test_unit_person_and_sub_units_are_included() -> None:
    department = OrgUnitFactory()
    point = OrgUnitFactory(parent=OrgUnitFactory(parent=department))
    person = PersonFactory(unit=point)
    of_unit, of_department = make_audience(units=[point]), make_audience(units=[department])
    of_person = make_audience(persons=[person])

    assert set(Audience.objects.including(person)) == {of_unit, of_department, of_person}


def test_loop_of_units_does_not_hang() -> None:
    first, second = OrgUnitFactory(), OrgUnitFactory()
    OrgUnit.objects.filter(pk=first.pk).update(parent=second)
    OrgUnit.objects.filter(pk=second.pk).update(parent=first)

    assert set(OrgUnit.objects.chain_of(first.pk)) == {first.pk, second.pk}


def test_unit_cannot_be_its_own_parent() -> None:
    unit = OrgUnitFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        OrgUnit.objects.filter(pk=unit.pk).update(parent=unit)
