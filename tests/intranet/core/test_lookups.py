"""Look-ups that ignore case must do so for Polish letters on both databases."""

import pytest

from intranet.directory.models import OrgUnit
from tests.factories.directory import OrgUnitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("lookup", "value"),
    [
        ("name__icontains", "ŻŁOBEK"),
        ("name__iexact", "żŁOBEK ŚLĄSKI"),
        ("name__istartswith", "żłob"),
        ("name__iendswith", "ŚLĄSKI"),
    ],
)
def test_case_is_ignored_for_polish_letters(lookup: str, value: str) -> None:
    unit = OrgUnitFactory(name="Żłobek Śląski")

    assert list(OrgUnit.objects.filter(**{lookup: value})) == [unit]


@pytest.mark.parametrize("value", ["%", "_", "100%", "\\", "Ż_obek"])
def test_wildcards_in_the_text_are_plain_characters(value: str) -> None:
    OrgUnitFactory(name="Żłobek Śląski")

    assert not OrgUnit.objects.filter(name__icontains=value).exists()


def test_list_is_sorted_by_the_polish_alphabet() -> None:
    for name in ("Żywienie", "Łączność", "Lokale", "Mapa", "Źródła"):
        OrgUnitFactory(name=name)

    assert [unit.name for unit in OrgUnit.objects.order_by("name")] == [
        "Lokale",
        "Łączność",
        "Mapa",
        "Źródła",
        "Żywienie",
    ]
