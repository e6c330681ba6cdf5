import io
import re
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest

from deploy.demo.directory.units import UNITS
from intranet.core.pdf import render_document
from intranet.orders.demo.content import DemoOrder, load_demo_orders
from intranet.orders.demo.documents import FOOTER_NOTE, files_of
from intranet.orders.demo.table import DemoContentError

TODAY = date(2026, 11, 23)
DIRECTOR_ORDERS_OF_2017 = [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 21]
MINIMAL = """
kind = "ORDER"
number = 1
year = 2020
subject = "próby"
signed_on = 2020-01-02
published_on = 2020-01-02
effective_from = 2020-01-03
owner_unit = "WOA"
executor = "kierownik"
distribution = ["a/a"]
legal_basis = "regulaminu"
audience = "everyone"
body = "Na podstawie {legal_basis} zarządzam."
"""


@pytest.fixture(scope="module")
def orders() -> dict[str, DemoOrder]:
    return {order.key: order for order in load_demo_orders(TODAY)}


@pytest.fixture(scope="module")
def current(orders: dict[str, DemoOrder]) -> DemoOrder:
    return orders[f"ORDER 31/{TODAY.year}"]


def load(folder: Path, *contents: str) -> tuple[DemoOrder, ...]:
    for place, content in enumerate(contents):
        (folder / f"{place}.toml").write_text(content, encoding="utf-8")
    return load_demo_orders(TODAY, folder)


def word_count(text: str) -> int:
    return len(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ('subjekt = "x"', "unknown keys: subjekt"),
        ("signed_days = -3", "give signed_on or signed_days"),
        ('external_number = "5/VI/14"', "external acts have external_number"),
        ("effective_until = 2020-01-02", "ends before it enters into force"),
        ('[[relations]]\ntype = "AMENDS"\ntarget = "1/2020"', "no earlier order ORDER 1/2020"),
        ('[[relations]]\ntype = "REPEALS"\ntarget = "7/2019"', "no earlier order ORDER 7/2019"),
        ('[[relations]]\ntype = "SUSPENDS"\ntarget = "7/2019"', "type must be one of"),
        ('[[attachments]]\nnumber = 2\ntitle = "x"\nrole = "FORM"\nbody = "x"', "attachments are numbered"),
        ('[[attachments]]\nnumber = 1\ntitle = "x"\nrole = "FORM"\nbody = "{day}"', "unknown placeholders"),
    ],
)
def test_inconsistent_order_is_refused(tmp_path: Path, change: str, message: str) -> None:
    with pytest.raises(DemoContentError, match=message):
        load(tmp_path, f"{MINIMAL}\n{change}")


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('audience = "everyone"', 'audience = "nobody"', "audience must be"),
        ('kind = "ORDER"', 'kind = "LAW"', "kind must be one of"),
        ("number = 1", 'number = "1"', "number must be a number"),
        ("year = 2020", "year = 2021", "signed in 2020, numbered in 2021"),
        ("signed_on = 2020-01-02", "signed_on = 2020-01-02T10:00:00", "date without a time"),
        ("published_on = 2020-01-02", "published_on = 2020-01-01", "published before it was signed"),
        ('executor = "kierownik"', "", "executor is missing"),
        ('["a/a"]', '["a/a", 7]', "list of texts"),
    ],
)
def test_wrong_field_is_refused_by_name(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    with pytest.raises(DemoContentError, match=message):
        load(tmp_path, MINIMAL.replace(right, wrong))


def test_number_taken_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DemoContentError, match="taken twice"):
        load(tmp_path, MINIMAL, MINIMAL)


def test_indented_lines_continue_the_line_above(tmp_path: Path) -> None:
    body = 'body = """\n§ 1. Pierwsza\n  i dalej.\n\n§ 2. Druga.\n"""'

    (order,) = load(tmp_path, MINIMAL.replace('body = "Na podstawie {legal_basis} zarządzam."', body))

    assert order.body == "§ 1. Pierwsza i dalej.\n\n§ 2. Druga."


def test_every_order_of_the_plan_is_present(orders: dict[str, DemoOrder]) -> None:
    expected = {f"ORDER {number}/2017" for number in DIRECTOR_ORDERS_OF_2017} | {
        "ORDER 3/2012",
        "ORDER 18/2014",
        "ORDER 5/2015",
        "ORDER 13a/2017",
        "ORDER 15/2019",
        "ORDER 3/2021",
        "ORDER 6/2024",
        "CIRCULAR 1/2017",
        "CIRCULAR 2/2017",
        "DECISION 1/2017",
        "INSTRUCTION_ORDER 1/2017",
        "EXTERNAL_ACT 5972/VI/14",
        "EXTERNAL_ACT 4396/VII/16",
        f"ORDER 31/{TODAY.year}",
    }

    assert set(orders) == expected


def test_relations_are_exactly_those_of_the_plan(orders: dict[str, DemoOrder]) -> None:
    relations = {
        (order.reference, relation.type, relation.target)
        for order in orders.values()
        for relation in order.relations
    }

    assert relations == {
        ("7/2017", "REPEALS", "ORDER 3/2012"),
        ("9/2017", "AMENDS", "ORDER 18/2014"),
        ("6/2017", "AMENDS", "ORDER 5/2015"),
        ("21/2017", "AMENDS", "ORDER 5/2015"),
        ("13a/2017", "CORRECTS", "ORDER 13/2017"),
        ("15/2019", "AMENDS", "ORDER 5/2015"),
        ("3/2021", "REPEALS", "ORDER 5/2017"),
        ("6/2024", "AMENDS", "ORDER 5/2015"),
        ("6/2024", "REPEALS", "ORDER 5/2015"),
        ("6/2024", "REPEALS", "ORDER 15/2019"),
    }


def test_orders_come_after_what_they_relate_to(orders: dict[str, DemoOrder]) -> None:
    places = list(orders)

    assert all(
        places.index(relation.target) < places.index(order.key)
        for order in orders.values()
        for relation in order.relations
    )


def test_repealing_order_names_what_it_repeals_in_its_text(orders: dict[str, DemoOrder]) -> None:
    assert "Traci moc zarządzenie nr 3/2012" in orders["ORDER 7/2017"].body
    assert "Traci moc zarządzenie nr 5/2017" in orders["ORDER 3/2021"].body


def test_orders_that_change_another_say_in_words_what_changes(orders: dict[str, DemoOrder]) -> None:
    changing = [order for order in orders.values() if order.relations]

    assert all(order.change_summary for order in changing)
    assert all(
        relation.fragment
        for order in changing
        for relation in order.relations
        if relation.type in {"AMENDS", "CORRECTS"}
    )


def test_numbers_of_a_year_follow_the_days_of_signing(orders: dict[str, DemoOrder]) -> None:
    of_2017 = [order for order in orders.values() if order.kind == "ORDER" and order.year == 2017]

    by_number = sorted(of_2017, key=lambda order: (order.number or 0, order.suffix))

    assert [order.signed_on for order in by_number] == sorted(order.signed_on for order in of_2017)


def test_special_dates_of_the_plan(orders: dict[str, DemoOrder]) -> None:
    retroactive = orders["ORDER 17/2017"]
    assert (retroactive.signed_on, retroactive.effective_from) == (date(2017, 1, 17), date(2017, 1, 1))
    assert orders["ORDER 13/2017"].effective_from == date(2018, 1, 1)
    assert orders["ORDER 2/2017"].signed_on == date(2017, 1, 12)
    assert orders["EXTERNAL_ACT 5972/VI/14"].signed_on == date(2014, 3, 27)
    assert orders["EXTERNAL_ACT 4396/VII/16"].signed_on == date(2016, 9, 5)
    assert orders["CIRCULAR 2/2017"].effective_until == date(2017, 12, 24)


@pytest.mark.parametrize("days", range(7))
def test_current_order_waits_whatever_the_day_of_loading(days: int) -> None:
    today = TODAY + timedelta(days=days)

    order = next(order for order in load_demo_orders(today) if order.number == 31)

    assert order.signed_on <= order.published_on < today < order.effective_from
    assert order.year == order.signed_on.year


def test_current_order_writes_its_day_out(current: DemoOrder) -> None:
    assert current.effective_from == date(2026, 12, 14)
    assert "z dniem 14 grudnia 2026 r." in current.body.replace("\u00a0", " ")


def test_orders_are_signed_and_published_on_weekdays(orders: dict[str, DemoOrder]) -> None:
    days = [day for order in orders.values() for day in (order.signed_on, order.published_on)]

    assert all(day.isoweekday() <= 5 for day in days)


def test_only_the_decision_is_limited_to_a_unit(orders: dict[str, DemoOrder]) -> None:
    limited = {order.key: order.audience for order in orders.values() if not order.is_for_everyone}

    assert limited == {"DECISION 1/2017": ("ZZP",)}


def test_units_exist_in_the_demo_directory(orders: dict[str, DemoOrder]) -> None:
    known = {unit.symbol for unit in UNITS}

    named = {order.owner_unit for order in orders.values()} | {
        symbol for order in orders.values() for symbol in order.audience
    }

    assert named <= known


def test_attachments_of_the_plan_are_present(orders: dict[str, DemoOrder]) -> None:
    titles = {key: [attachment.title for attachment in order.attachments] for key, order in orders.items()}

    assert titles["ORDER 2/2017"] == ["Polityka Antykorupcyjna"]
    assert len(titles["ORDER 4/2017"]) == 3
    assert titles["ORDER 8/2017"][1:] == [
        "Wniosek o skierowanie na szkolenie",
        "Karta oceny szkolenia",
        "Karta kaskadowania",
    ]
    assert "Klauzula informacyjna RODO dla użytkowników Intranetu" in titles["ORDER 15/2017"]


def test_attachments_mentioned_by_a_text_exist(orders: dict[str, DemoOrder]) -> None:
    # Those that amend or correct, and the decision, speak of attachments of other orders; 13/2017 is the
    # order with the slip that 13a/2017 corrects.
    speak_of_others = {f"ORDER {number}/2017" for number in ("6", "9", "21", "13", "13a")} | {
        "DECISION 1/2017"
    }

    for key in orders.keys() - speak_of_others:
        mentioned = set(map(int, re.findall(r"załącznik(?:iem|u)? nr (\d)", orders[key].body)))
        assert mentioned <= {attachment.number for attachment in orders[key].attachments}, key


def test_slip_that_is_corrected_is_really_there(orders: dict[str, DemoOrder]) -> None:
    assert "będący załącznikiem nr 2" in orders["ORDER 13/2017"].body
    assert "zamiast wyrazów „będący załącznikiem nr 2”" in orders["ORDER 13a/2017"].body


def test_texts_are_rich_enough_to_search(orders: dict[str, DemoOrder]) -> None:
    for order in orders.values():
        assert 120 <= word_count(order.body) <= 450, order.key
        for attachment in order.attachments:
            assert 150 <= word_count(attachment.body) <= 600, (order.key, attachment.number)


def test_bodies_open_with_their_legal_basis(orders: dict[str, DemoOrder]) -> None:
    own = [order for order in orders.values() if order.kind != "EXTERNAL_ACT"]

    assert all(order.legal_basis in order.body.splitlines()[0] for order in own)


def test_no_personal_data_is_in_the_content(orders: dict[str, DemoOrder]) -> None:
    for order in orders.values():
        texts = [order.subject, order.legal_basis, order.body, order.executor, order.change_summary]
        everything = "\n".join(texts + [attachment.body for attachment in order.attachments])
        assert not re.search(r"\d{9,}", everything), order.key
        assert "@" not in everything, order.key


def test_texts_fit_the_columns_of_the_register(orders: dict[str, DemoOrder]) -> None:
    for order in orders.values():
        assert len("\n".join(order.distribution)) <= 500, order.key
        assert len(order.executor) <= 300, order.key
        assert all(len(relation.fragment) <= 100 for relation in order.relations), order.key


def test_each_order_has_a_copy_and_a_file_for_each_attachment(orders: dict[str, DemoOrder]) -> None:
    files = files_of(orders["ORDER 4/2017"])

    assert [(file.name, file.role, file.number) for file in files] == [
        ("zarzadzenie-4-2017.pdf", "SIGNED_COPY", None),
        ("zarzadzenie-4-2017-zalacznik-1.pdf", "FORM", 1),
        ("zarzadzenie-4-2017-zalacznik-2.pdf", "FORM", 2),
        ("zarzadzenie-4-2017-zalacznik-3.pdf", "FORM", 3),
    ]


def test_file_names_differ(orders: dict[str, DemoOrder]) -> None:
    names = [file.name for order in orders.values() for file in files_of(order)]

    assert len(names) == len(set(names))
    assert all(name.isascii() for name in names)


def test_letter_of_a_number_stays_small_in_the_heading(orders: dict[str, DemoOrder]) -> None:
    copy = files_of(orders["ORDER 13a/2017"])[0]

    assert copy.document.heading.name == "ZARZĄDZENIE NR 13a/2017"


def test_amending_order_is_not_called_in_the_matter_of(orders: dict[str, DemoOrder]) -> None:
    copy = files_of(orders["ORDER 6/2017"])[0]

    assert copy.title.startswith("Zarządzenie nr 6/2017 zmieniające zarządzenie w sprawie Instrukcji")


def test_note_about_an_external_act_cannot_be_taken_for_the_act(orders: dict[str, DemoOrder]) -> None:
    (note,) = files_of(orders["EXTERNAL_ACT 4396/VII/16"])

    assert note.role == "ANNEX"
    assert note.document.heading.name == "INFORMACJA O AKCIE ZEWNĘTRZNYM"
    assert note.document.signature == ""


def test_pdf_of_an_attachment_names_its_order_and_says_it_is_a_sample(orders: dict[str, DemoOrder]) -> None:
    attachment = files_of(orders["ORDER 2/2017"])[1]

    pages = pypdf.PdfReader(io.BytesIO(render_document(attachment.document))).pages

    first = " ".join(pages[0].extract_text().split())
    assert (
        "Załącznik nr 1 do zarządzenia nr 2/2017 Dyrektora MOPS w Łodzi z dnia 12 stycznia 2017 r." in first
    )
    assert "korzyści majątkowej" in first
    assert all(FOOTER_NOTE in page.extract_text() for page in pages)
    assert all("□" not in page.extract_text() for page in pages)


def test_every_file_can_be_made(orders: dict[str, DemoOrder]) -> None:
    made = [render_document(file.document) for order in orders.values() for file in files_of(order)]

    assert all(pdf.startswith(b"%PDF-") for pdf in made)
