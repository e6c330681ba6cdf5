import csv
import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client

from intranet.directory.audience import make_audience
from intranet.orders.models import Order
from intranet.orders.statistics import register_counts
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory

pytestmark = pytest.mark.django_db
STATISTICS = "/zarzadzenia/statystyka/"


def restricted(**fields: object) -> Order:
    return OrderFactory(audience=make_audience(units=[OrgUnitFactory()]), **fields)


def test_acts_meant_for_others_are_not_counted(client_as: Callable[..., Client]) -> None:
    OrderFactory()
    restricted(owner_unit_name="Tajna komórka", year=2011)

    response = client_as().get(STATISTICS)

    assert response.context["counts"].total == 1
    assert "Tajna" not in response.content.decode()
    assert "2011" not in response.content.decode()


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_files_do_not_count_acts_meant_for_others(client_as: Callable[..., Client], file_format: str) -> None:
    OrderFactory(owner_unit_name="Jawna komórka")
    restricted(owner_unit_name="Tajna komórka")

    response = client_as().get(f"{STATISTICS}pobierz.{file_format}")
    content = b"".join(response)

    text = (
        str(list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values))
        if file_format == "xlsx"
        else content.decode()
    )
    assert "Jawna" in text
    assert "Tajna" not in text


@pytest.mark.parametrize("path", ["", "pobierz.csv"])
def test_strangers_are_sent_to_sign_in(client: Client, path: str) -> None:
    assert client.get(STATISTICS + path)["Location"].startswith("/konto/logowanie/")


def test_unknown_format_is_not_found(client_as: Callable[..., Client]) -> None:
    assert client_as().get(f"{STATISTICS}pobierz.doc").status_code == 404


@pytest.mark.parametrize("query", ["rok=abc", "rok=1899", "rok=%00"])
def test_unknown_year_is_answered_with_the_last_one(client_as: Callable[..., Client], query: str) -> None:
    OrderFactory()

    response = client_as().get(f"{STATISTICS}?{query}")

    assert response.context["year"] == 2017
    assert response.context["form"].errors


def test_empty_register_is_no_failure(client_as: Callable[..., Client]) -> None:
    browser = client_as()

    assert browser.get(STATISTICS).status_code == 200
    response = browser.get(f"{STATISTICS}pobierz.csv")
    assert response.status_code == 200
    assert b"".join(response)


def test_register_is_counted_by_year_kind_and_unit_with_one_query(django_assert_num_queries) -> None:
    OrderFactory.create_batch(2, owner_unit_name="Łąka")
    OrderFactory(owner_unit_name="Łan", kind=Order.Kind.CIRCULAR)
    OrderFactory(owner_unit_name="", year=2015)

    with django_assert_num_queries(1):
        counts = register_counts(Order.objects.all())

    assert counts.total == 4
    assert counts.by_year() == [(2017, 3), (2016, 0), (2015, 1)]
    assert counts.by_kind() == [(Order.Kind.ORDER, 3), (Order.Kind.CIRCULAR, 1)]
    assert counts.by_unit() == [("Łąka", 2), ("", 1), ("Łan", 1)]
    assert counts.of_kinds_in_years() == [(2017, [2, 1], 3), (2016, [0, 0], 0), (2015, [1, 0], 1)]
    assert counts.of_year(2015).total == 1


def test_pictures_have_tables_and_years_lead_to_themselves(client_as: Callable[..., Client]) -> None:
    OrderFactory()
    OrderFactory(year=2016)

    page = client_as().get(f"{STATISTICS}?rok=2016").content.decode()

    assert page.count('class="chart__twin"') == 4
    assert 'href="?rok=2017"' in page


def test_all_years_have_no_months(client_as: Callable[..., Client]) -> None:
    OrderFactory()

    response = client_as().get(f"{STATISTICS}?rok=wszystkie")

    assert response.context["month_chart"] is None
    assert response.context["part"].total == 1


def test_units_beyond_twenty_are_summed_in_the_picture(client_as: Callable[..., Client]) -> None:
    for index in range(23):
        OrderFactory(owner_unit_name=f"Komórka {index:02}")

    response = client_as().get(STATISTICS)

    assert len(response.context["unit_chart"].bars) == 21
    assert response.context["unit_chart"].bars[-1].value == "3"


def test_file_counts_the_chosen_year_or_all(client_as: Callable[..., Client]) -> None:
    OrderFactory(owner_unit_name="Kancelaria")
    OrderFactory(owner_unit_name="Kancelaria", year=2015)
    browser = client_as()

    def rows(query: str) -> list[list[str]]:
        response = browser.get(f"{STATISTICS}pobierz.csv?{query}")
        text = b"".join(response).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]

    assert rows("rok=2015") == [["2015", "zarządzenie", "Kancelaria", "1"]]
    assert [row[0] for row in rows("rok=wszystkie")] == ["2017", "2015"]


def test_page_asks_few_queries_however_many_acts(
    client_as: Callable[..., Client], django_assert_max_num_queries
) -> None:
    browser = client_as()
    OrderFactory.create_batch(20)

    with django_assert_max_num_queries(9):
        browser.get(STATISTICS)


def test_list_too_long_for_paper_leads_back_with_the_reason(
    client_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intranet.core.exports.pdf_file.MOST_ROWS", 1)
    OrderFactory()
    OrderFactory(year=2015)

    response = client_as().get(f"{STATISTICS}pobierz.pdf?rok=wszystkie", follow=True)

    assert response.redirect_chain == [(f"{STATISTICS}?rok=wszystkie", 302)]
    assert len(response.context["messages"]) == 1
