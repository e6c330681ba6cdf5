import csv
import io
from collections.abc import Callable, Iterator
from datetime import date

import openpyxl
import pypdf
import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import translation

from intranet.accounts.models import Role, User
from intranet.core.exports import ColumnKind, pdf_file
from intranet.directory.audience import make_audience
from intranet.orders.models import HeldNumber, JrwaClass, Order, OrderAttachment, OrderRelation
from intranet.orders.register_columns import ExtraColumn, extra_columns
from intranet.orders.register_table import filled, outline
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db
TABLE = "/zarzadzenia/rejestr/"
ON = date(2018, 6, 1)
SEERS = (Role.CHANCELLERY, Role.DIRECTOR, Role.AUDITOR)


@pytest.fixture
def clerk() -> User:
    return UserFactory(roles=[Role.CHANCELLERY])


@pytest.fixture
def review_column() -> Iterator[None]:
    def days(ids):
        return {pk: date(2030, 1, 31) for pk in ids}

    extra_columns.register(ExtraColumn("reviews", "Przegląd", 10, days, ColumnKind.DATE))
    yield
    extra_columns.unregister("reviews")


def restricted(**fields: object) -> Order:
    return OrderFactory(audience=make_audience(units=[OrgUnitFactory()]), **fields)


def held(number: int, state: str = "RESERVED", **fields: object) -> HeldNumber:
    given = {"kind": "ORDER", "year": 2017, "reason": "w podpisie", **fields}
    return HeldNumber.objects.create(number=number, state=state, **given)


def numbers(user: User, *, year: int | None = 2017, kind: str | None = "ORDER") -> list[str]:
    with translation.override("en"):
        return [
            f"{row.number}: {row.words}" if row.words else row.number
            for row in filled(outline(user=user, year=year, kind=kind), user=user, on=ON)
        ]


def sheet(response: object) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response)))  # type: ignore[call-overload]
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_reader_sees_neither_others_acts_nor_that_numbers_are_missing(
    client_as: Callable[..., Client],
) -> None:
    OrderFactory(number=1, subject="jawnej sprawy")
    restricted(number=2, subject="tajemnej sprawy")
    held(3)
    OrderFactory(number=9)

    page = client_as().get(TABLE).content.decode()

    assert "jawnej" in page
    for secret in ("tajemnej", "2/2017", "3/2017", "w podpisie", "register-table__empty"):
        assert secret not in page


@pytest.mark.parametrize("file_format", ["xlsx", "csv", "pdf"])
def test_files_hold_only_what_the_person_may_see(client_as: Callable[..., Client], file_format: str) -> None:
    OrderFactory(number=1, subject="jawnej sprawy")
    restricted(number=2, subject="tajemnej sprawy")
    held(3)

    response = client_as().get(f"{TABLE}pobierz.{file_format}")
    content = b"".join(response)

    if file_format == "xlsx":
        text = str(list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values))
    elif file_format == "pdf":
        text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    else:
        text = content.decode()
    assert "jawnej" in text.replace("\u00a0", " ")
    for secret in ("tajemnej", "2/2017", "3/2017", "w podpisie"):
        assert secret not in text


def test_relation_to_an_act_meant_for_others_names_its_number_without_a_link(
    client_as: Callable[..., Client],
) -> None:
    hidden = restricted(number=5, year=2016, subject="tajemnej sprawy")
    OrderRelationFactory(source=OrderFactory(number=1), target=hidden, type=OrderRelation.Type.AMENDS)

    page = client_as().get(f"{TABLE}?rok=2017").content.decode()

    assert "5/2016" in page
    assert hidden.get_absolute_url() not in page
    assert "tajemnej" not in page


@pytest.mark.parametrize("path", ["", "pobierz.xlsx"])
def test_strangers_are_sent_to_sign_in(client: Client, path: str) -> None:
    assert client.get(TABLE + path)["Location"].startswith("/konto/logowanie/")


@pytest.mark.parametrize("file_format", ["exe", "XLSX", "html"])
def test_unknown_format_is_not_found(client_as: Callable[..., Client], file_format: str) -> None:
    assert client_as().get(f"{TABLE}pobierz.{file_format}").status_code == 404


@pytest.mark.parametrize(
    "query", ["rok=abc", "rok=1899", "rodzaj=XYZ", "rok=%00", "rok=99999999999999999999"]
)
def test_unknown_year_or_kind_is_answered_with_words_and_a_list(
    client_as: Callable[..., Client], query: str
) -> None:
    OrderFactory(number=1)
    browser = client_as()
    browser.cookies["django_language"] = "en"

    response = browser.get(f"{TABLE}?{query}")

    assert response.status_code == 200
    assert "The register has no such" in response.content.decode()
    assert "1/2017" in response.content.decode()


def test_page_beyond_the_last_is_the_last(client_as: Callable[..., Client]) -> None:
    OrderFactory(number=1)

    assert "1/2017" in client_as().get(f"{TABLE}?page=99").content.decode()


def test_empty_register_says_so(client_as: Callable[..., Client]) -> None:
    assert "empty" in client_as().get(TABLE).content.decode()


@pytest.mark.parametrize("role", SEERS)
def test_keepers_see_gaps_and_held_numbers_in_their_place(role: Role) -> None:
    user = UserFactory(roles=[role])
    OrderFactory(number=2)
    OrderFactory(number=8)
    held(4)
    held(5, "ANNULLED", reason="numer nadany omyłkowo")

    assert numbers(user) == [
        "1/2017: no act with this number and no explanation",
        "2/2017",
        "3/2017: no act with this number and no explanation",
        "4/2017: reserved: w podpisie",
        "5/2017: annulled: numer nadany omyłkowo",
        "6–7/2017: no acts with these 2 numbers and no explanation",
        "8/2017",
    ]


def test_letter_does_not_account_for_its_number(clerk: User) -> None:
    OrderFactory(number=1)
    OrderFactory(number=2, number_suffix="a")

    assert numbers(clerk) == ["1/2017", "2/2017: no act with this number and no explanation", "2a/2017"]


def test_released_number_is_held_no_more(clerk: User) -> None:
    OrderFactory(number=2)
    HeldNumber.objects.filter(pk=held(1).pk).update(released_at="2017-02-01T12:00Z")

    assert numbers(clerk)[0] == "1/2017: no act with this number and no explanation"


def test_a_million_missing_numbers_are_one_row(clerk: User) -> None:
    OrderFactory(number=999_999)

    assert len(numbers(clerk)) == 2


def test_external_acts_have_no_gaps_and_stand_by_day_of_signing(clerk: User) -> None:
    OrderFactory(external=True, external_number="9/VI/17", signed_on=date(2017, 5, 1))
    OrderFactory(external=True, external_number="10/VI/17", signed_on=date(2017, 3, 1))

    assert numbers(clerk, kind="EXTERNAL_ACT") == ["10/VI/17", "9/VI/17"]


def test_rows_go_by_kind_year_and_number_and_positions_begin_again(clerk: User) -> None:
    OrderFactory(number=2, number_suffix="a")
    OrderFactory(number=2)
    OrderFactory(number=1)
    OrderFactory(number=1, year=2016)
    OrderFactory(kind=Order.Kind.CIRCULAR, number=1)

    rows = [
        (row.position, row.number, row.order.kind)
        for row in filled(outline(user=clerk, year=None, kind=None), user=clerk, on=ON)
    ]

    assert rows == [
        (1, "1/2017", "ORDER"),
        (2, "2/2017", "ORDER"),
        (3, "2a/2017", "ORDER"),
        (1, "1/2016", "ORDER"),
        (1, "1/2017", "CIRCULAR"),
    ]


def test_year_and_kind_narrow_the_table(client_as: Callable[..., Client]) -> None:
    OrderFactory(number=1, subject="pierwszej sprawy")
    OrderFactory(number=1, year=2015, subject="dawnej sprawy")
    OrderFactory(number=1, kind=Order.Kind.CIRCULAR, subject="okólnej sprawy")

    page = client_as().get(f"{TABLE}?rok=2017&rodzaj=ORDER").content.decode()

    assert "pierwszej" in page
    assert "dawnej" not in page
    assert "okólnej" not in page


def test_last_year_is_shown_when_none_is_chosen_and_all_when_asked(client_as: Callable[..., Client]) -> None:
    OrderFactory(number=1, subject="nowej sprawy")
    OrderFactory(number=1, year=2015, subject="dawnej sprawy")
    browser = client_as()

    assert "dawnej" not in browser.get(TABLE).content.decode()
    assert "dawnej" in browser.get(f"{TABLE}?rok=wszystkie").content.decode()


def test_year_of_a_reservation_alone_can_be_chosen_by_the_chancellery(
    client_as: Callable[..., Client],
) -> None:
    OrderFactory(number=1)
    held(1, year=2019)

    assert client_as(Role.CHANCELLERY).get(TABLE).context["form"].year == 2019
    assert client_as().get(TABLE).context["form"].year == 2017


def full_register() -> Order:
    """Return an act with something in every column: it repeals one, another repeals it, one attachment is there."""
    order = OrderFactory(
        number=2,
        subject="zasad obiegu",
        owner_unit_name="Kancelaria",
        effective_from=date(2017, 2, 1),
        jrwa_class=JrwaClass.objects.create(symbol="0210", title="Akty normatywne"),
    )
    OrderRelationFactory(
        source=order, target=OrderFactory(number=4, year=2012), effective_on=date(2017, 2, 1)
    )
    OrderRelationFactory(
        source=OrderFactory(number=1, year=2018), target=order, effective_on=date(2018, 3, 1)
    )
    OrderAttachmentFactory(order=order, title="Instrukcja")
    OrderAttachmentFactory(
        order=order, number=None, role=OrderAttachment.Role.SIGNED_COPY, title="Zarządzenie"
    )
    return order


def test_every_column_is_on_the_page(client_as: Callable[..., Client]) -> None:
    order = full_register()
    browser = client_as()
    browser.cookies["django_language"] = "en"

    page = browser.get(f"{TABLE}?rok=2017").content.decode()

    for words in (
        "2/2017",
        order.get_absolute_url(),
        "12.01.2017",
        "zasad\u00a0obiegu" if "zasad\u00a0obiegu" in page else "zasad obiegu",
        "Kancelaria",
        "01.02.2017",
        "Repeals 4/2012",
        "1/2018 from 01.03.2018",
        "repealed",
        "0210",
        "Attachment no. 1. Instrukcja",
        "Text of the order",
    ):
        assert words.replace(" ", "") in page.replace("\u00a0", "").replace(" ", ""), words


def test_workbook_holds_every_column_with_dates_as_dates(client_as: Callable[..., Client]) -> None:
    full_register()

    heading, row = sheet(client_as().get(f"{TABLE}pobierz.xlsx?rok=2017"))

    assert len(heading) == 12
    assert row[0] == 1
    assert row[2] == "2/2017"
    assert [row[3].date(), row[6].date()] == [date(2017, 1, 12), date(2017, 2, 1)]  # type: ignore[attr-defined]
    assert row[4:6] == ["zasad obiegu", "Kancelaria"]
    assert "4/2012" in row[7]  # type: ignore[operator]
    assert "01.03.2018" in row[8]  # type: ignore[operator]
    assert row[10] == "0210"
    assert "Instrukcja" in row[11]  # type: ignore[operator]


def test_file_is_polish_whatever_language_the_reader_has_chosen(client_as: Callable[..., Client]) -> None:
    OrderFactory(number=1)
    browser = client_as()
    browser.cookies["django_language"] = "en"

    response = browser.get(f"{TABLE}pobierz.csv?rok=2017")

    assert "Rejestr%20zarz%C4%85dze%C5%84%202017" in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig")), delimiter=";"))
    assert rows[1][1] == "zarządzenie"


def test_held_numbers_and_gaps_are_in_the_files_of_the_chancellery(client_as: Callable[..., Client]) -> None:
    OrderFactory(number=3)
    held(2)

    rows = sheet(client_as(Role.CHANCELLERY).get(f"{TABLE}pobierz.xlsx"))

    assert [row[2] for row in rows[1:]] == ["1/2017", "2/2017", "3/2017"]
    assert "w podpisie" in rows[2][4]  # type: ignore[operator]


def test_list_too_long_for_paper_is_refused_in_words(client_as: Callable[..., Client], monkeypatch) -> None:
    monkeypatch.setattr(pdf_file, "MOST_ROWS", 1)
    OrderFactory.create_batch(2)
    browser = client_as()

    response = browser.get(f"{TABLE}pobierz.pdf?rok=2017&rodzaj=ORDER")

    assert response.status_code == 302
    assert response["Location"] == f"{TABLE}?rok=2017&rodzaj=ORDER"
    assert len(list(get_messages(response.wsgi_request))) == 1


def test_column_of_reviews_is_hidden_until_somebody_gives_it(
    client_as: Callable[..., Client], request: pytest.FixtureRequest
) -> None:
    OrderFactory(number=1)
    browser = client_as()
    before = browser.get(TABLE).content.decode()

    request.getfixturevalue("review_column")
    after = browser.get(TABLE).content.decode()
    rows = sheet(browser.get(f"{TABLE}pobierz.xlsx"))

    assert "Przegląd" not in before
    assert "Przegląd" in after
    assert "31.01.2030" in after
    assert rows[0][11] == "Przegląd"
    assert rows[1][11].date() == date(2030, 1, 31)  # type: ignore[attr-defined]


def test_page_asks_as_many_queries_for_two_acts_as_for_twenty(
    client_as: Callable[..., Client], django_assert_max_num_queries
) -> None:
    browser = client_as(Role.CHANCELLERY)
    for _time in range(20):
        order = OrderFactory(
            jrwa_class=JrwaClass.objects.get_or_create(symbol="0210", defaults={"title": "x"})[0]
        )
        OrderRelationFactory(source=order, target=OrderFactory(year=2016))
        OrderAttachmentFactory(order=order)
    held(1000)

    with django_assert_max_num_queries(15):
        browser.get(TABLE)


def test_act_that_went_out_of_sight_meanwhile_leaves_no_trace(clerk: User) -> None:
    order = restricted(number=1)
    rows = outline(user=clerk, year=2017, kind=None)

    assert list(filled(rows, user=UserFactory(), on=ON)) == []
    assert [row.order for row in filled(rows, user=clerk, on=ON)] == [order]


def test_register_page_leads_to_the_table_the_numbers_and_the_feed(client_as: Callable[..., Client]) -> None:
    page = client_as().get("/zarzadzenia/").content.decode()

    for address in (TABLE, "/zarzadzenia/statystyka/", "/zarzadzenia/kanal/"):
        assert f'href="{address}"' in page
