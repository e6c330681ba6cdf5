import pytest

from intranet.core import pagination
from intranet.core.pagination import CappedPaginator
from intranet.directory.models import OrgUnit
from tests.factories.directory import OrgUnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def five_units(monkeypatch: pytest.MonkeyPatch) -> None:
    OrgUnitFactory.create_batch(5)


@pytest.mark.parametrize(("most", "count", "is_capped"), [(4, 4, True), (5, 5, False), (6, 5, False)])
def test_list_is_counted_up_to_the_cap(
    five_units: None, monkeypatch: pytest.MonkeyPatch, most: int, count: int, is_capped: bool
) -> None:
    monkeypatch.setattr(pagination, "MOST_COUNTED", most)
    paginator = CappedPaginator(OrgUnit.objects.order_by("name"), 2)

    assert (paginator.count, paginator.is_capped) == (count, is_capped)


def test_counting_asks_the_database_once(five_units: None, django_assert_num_queries) -> None:
    paginator = CappedPaginator(OrgUnit.objects.order_by("name"), 2)

    with django_assert_num_queries(1):
        assert (paginator.count, paginator.is_capped, paginator.num_pages) == (5, False, 3)
