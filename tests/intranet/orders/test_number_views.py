from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from intranet.accounts.models import Role
from intranet.core.dates import today
from intranet.orders.models import HeldNumber, JrwaClass, Order, RegisterKind, RegisterSettings
from tests.factories.orders import OrderFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
HOLD = {"kind": "ORDER", "first": "5/2017", "state": "RESERVED", "reason": "projekt w podpisie"}


@pytest.mark.parametrize("name", ["numbers", "settings", "jrwa"])
def test_staff_find_no_pages_of_the_chancellery(client_as: SignIn, name: str) -> None:
    assert client_as().get(reverse(f"orders:{name}")).status_code == 404


def test_auditor_reads_numbers_and_changes_none(client_as: SignIn) -> None:
    client = client_as(Role.AUDITOR)

    assert client.get(reverse("orders:numbers")).status_code == 200
    assert client.post(reverse("orders:hold_number"), HOLD).status_code == 403
    assert not HeldNumber.objects.exists()


def test_director_gives_no_number_back(client_as: SignIn) -> None:
    held = HeldNumber.objects.create(kind="ORDER", year=2017, number=5, state="RESERVED", reason="powód")

    answer = client_as(Role.DIRECTOR).post(
        reverse("orders:release_number", args=[held.pk]), {"reason": "już nie"}
    )

    held.refresh_from_db()
    assert (answer.status_code, held.released_at) == (403, None)


def test_gaps_are_listed_with_a_way_to_explain_them(client_as: SignIn) -> None:
    for number in (1, 4):
        OrderFactory(number=number)

    page = client_as(Role.CHANCELLERY).get(reverse("orders:numbers"), {"rok": 2017}).content.decode()

    assert "2–3/2017" in page
    assert "nr=2/2017&amp;do=3/2017&amp;stan=ANNULLED" in page


def test_run_of_numbers_is_annulled_with_one_reason(client_as: SignIn) -> None:
    client = client_as(Role.CHANCELLERY)

    client.post(reverse("orders:hold_number"), {**HOLD, "last": "7/2017", "state": "ANNULLED"})

    assert [(held.number, held.state) for held in HeldNumber.objects.all()] == [
        (5, "ANNULLED"),
        (6, "ANNULLED"),
        (7, "ANNULLED"),
    ]


def test_run_with_a_taken_number_holds_nothing_and_names_the_order(client_as: SignIn) -> None:
    OrderFactory(number=6)

    page = client_as(Role.CHANCELLERY).post(reverse("orders:hold_number"), {**HOLD, "last": "7/2017"})

    assert "6/2017" in page.content.decode()
    assert not HeldNumber.objects.exists()


@pytest.mark.parametrize(
    ("typed", "number", "suffix"),
    [("13 a/2017", 13, "a"), ("13A/17", 13, "a"), ("nr 13/2017", 13, "")],
)
def test_number_is_read_as_people_write_it(client_as: SignIn, typed: str, number: int, suffix: str) -> None:
    client_as(Role.CHANCELLERY).post(reverse("orders:hold_number"), {**HOLD, "first": typed})

    held = HeldNumber.objects.get()
    assert (held.number, held.number_suffix, held.year) == (number, suffix, 2017)


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "trzynaście"},
        {"first": "0/2017"},
        {"first": "5/2999"},
        {"first": "5/0206"},
        {"first": "5\u0130/2017"},
        {"last": "3/2017"},
        {"last": "5000/2017"},
        {"last": "7/2018"},
        {"last": "7a/2017"},
        {"reason": " x "},
        {"reason": ""},
        {"kind": "EXTERNAL_ACT"},
        {"state": "GONE"},
    ],
)
def test_wrong_number_is_explained_and_nothing_is_held(client_as: SignIn, wrong: dict[str, str]) -> None:
    answer = client_as(Role.CHANCELLERY).post(reverse("orders:hold_number"), {**HOLD, **wrong})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not HeldNumber.objects.exists()


def test_reserved_number_is_given_back_with_a_reason(client_as: SignIn) -> None:
    client = client_as(Role.CHANCELLERY)
    client.post(reverse("orders:hold_number"), HOLD)
    held = HeldNumber.objects.get()

    client.post(reverse("orders:release_number", args=[held.pk]), {"reason": "projekt porzucony"})

    held.refresh_from_db()
    assert held.release_reason == "projekt porzucony"


def test_pages_of_numbers_take_the_same_queries_for_two_and_for_twenty(
    client_as: SignIn, django_assert_max_num_queries: Callable
) -> None:
    client = client_as(Role.CHANCELLERY)
    for number in range(1, 40, 2):
        OrderFactory(number=number)
        HeldNumber.objects.create(kind="CIRCULAR", year=2017, number=number, state="RESERVED", reason="powód")

    with django_assert_max_num_queries(18):
        client.get(reverse("orders:numbers"), {"rok": 2017, "rodzaj": "CIRCULAR"})


def test_pattern_counts_from_now_on_and_old_orders_keep_their_number(client_as: SignIn) -> None:
    old = OrderFactory(number=3)
    client = client_as(Role.CHANCELLERY)
    patterns = {
        f"pattern_{kind}": "{number}{suffix}/{year}" for kind in ("CIRCULAR", "DECISION", "INSTRUCTION_ORDER")
    }

    client.post(
        reverse("orders:settings"),
        {
            "issuer": "Dyrektor MOPS",
            "established_on": "1.01.1990",
            "pattern_ORDER": "DO.{number}{suffix}.{yy}",
        }
        | patterns,
    )

    assert RegisterKind.objects.get(kind="ORDER").pattern == "DO.{number}{suffix}.{yy}"
    assert RegisterSettings.current().established_on == date(1990, 1, 1)
    assert Order.objects.get(pk=old.pk).full_number == "3/2017"


@pytest.mark.parametrize(
    "pattern", ["{number}/{year}", "{suffix}/{year}", "{number}{suffix}", "{numer}{suffix}/{yy}"]
)
def test_pattern_that_mixes_numbers_up_is_refused(client_as: SignIn, pattern: str) -> None:
    client_as(Role.CHANCELLERY).post(
        reverse("orders:settings"), {"issuer": "Dyrektor", "pattern_ORDER": pattern}
    )

    assert RegisterKind.objects.get(kind="ORDER").pattern == "{number}{suffix}/{year}"


def test_file_plan_is_loaded_whole_or_not_at_all(client_as: SignIn, tmp_path) -> None:
    client = client_as(Role.CHANCELLERY)
    good, bad = tmp_path / "dobre.csv", tmp_path / "zle.csv"
    good.write_text("symbol;tytuł;kat\n0210;Zarządzenia własne;A\n0211;Pisma okólne;B5\n", "cp1250")
    bad.write_text("0212;Decyzje;A\nabc;Bez symbolu;A\n0212;Dwa razy;A\n")

    with good.open("rb") as file:
        client.post(reverse("orders:upload_jrwa"), {"file": file})
    with bad.open("rb") as file:
        answer = client.post(reverse("orders:upload_jrwa"), {"file": file})

    assert list(JrwaClass.objects.values_list("symbol", "title")) == [
        ("0210", "Zarządzenia własne"),
        ("0211", "Pisma okólne"),
    ]
    assert len(answer.context["form"].errors["file"]) == 2


def test_class_that_an_order_bears_is_not_deleted(client_as: SignIn) -> None:
    jrwa_class = JrwaClass.objects.create(symbol="0210", title="Zarządzenia własne")
    OrderFactory(jrwa_class=jrwa_class)

    client_as(Role.CHANCELLERY).post(reverse("orders:remove_jrwa", args=[jrwa_class.pk]))

    assert JrwaClass.objects.filter(symbol="0210").exists()


def test_this_year_is_offered_before_its_first_order(client_as: SignIn) -> None:
    page = client_as(Role.CHANCELLERY).get(reverse("orders:numbers")).content.decode()

    assert f"1/{today().year}" in page


@pytest.mark.parametrize(
    "content", [b'0210;"' + b"x" * 200_000 + b'"', b'0210;"tytu\xc5\x82', b"0210;bez ko\x00\x00nca\r"]
)
def test_odd_csv_of_the_file_plan_is_no_failure(client_as: SignIn, content: bytes) -> None:
    upload = SimpleUploadedFile("plan.csv", content)

    answer = client_as(Role.CHANCELLERY).post(reverse("orders:upload_jrwa"), {"file": upload})

    assert answer.status_code in {200, 302}


def test_file_plan_with_line_ends_of_old_macs_is_read(client_as: SignIn) -> None:
    upload = SimpleUploadedFile("plan.csv", "0210;Zarządzenia;A\r0211;Pisma;B5\r".encode())

    client_as(Role.CHANCELLERY).post(reverse("orders:upload_jrwa"), {"file": upload})

    assert list(JrwaClass.objects.values_list("symbol", flat=True)) == ["0210", "0211"]


def test_number_is_given_back_without_a_script(client_as: SignIn) -> None:
    client = client_as(Role.CHANCELLERY)
    client.post(reverse("orders:hold_number"), HOLD)
    address = reverse("orders:release_number", args=[HeldNumber.objects.get().pk])

    assert f'href="{address}"' in client.get(reverse("orders:numbers"), {"rok": 2017}).content.decode()
    assert 'name="reason"' in client.get(address).content.decode()
    assert HeldNumber.objects.get().released_at is None
