from collections.abc import Callable

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from intranet.accounts.models import Role
from intranet.core.models import AuditEntry
from intranet.directory.models import OrgUnit
from intranet.search.misses import note_miss
from intranet.search.models import MissedQuestion, PinnedResult, SynonymGroup
from intranet.search.permissions import can_teach_search
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.intranet.search.conftest import NoteSource

MakeNote = Callable[..., OrgUnit]

PAGES = ["misses", "export_misses", "synonyms", "add_synonyms", "pins", "add_pin"]
TEACHERS = {Role.ADMINISTRATOR, Role.EDITOR, Role.CHANCELLERY}


@pytest.fixture
def editor(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.EDITOR)


def address(name: str, *args: int) -> str:
    return reverse(f"search_editing:{name}", args=args)


def synonyms(**fields: str) -> dict[str, str]:
    return {"phrases": "zasiłek\nzapomoga", "direction": "BOTH", "note": "", **fields}


def pinned(unit: OrgUnit, **fields: str) -> dict[str, str]:
    return {"questions": "urlop", "target": unit.get_absolute_url(), "position": "1", "note": "", **fields}


@pytest.mark.parametrize("role", [None, *Role])
def test_only_three_roles_teach_the_search(db: None, role: Role | None) -> None:
    user = UserFactory(roles=[role] if role else [])

    assert can_teach_search(user) is (role in TEACHERS)


@pytest.mark.parametrize("page", PAGES)
def test_others_are_refused_each_page(client_as: Callable[..., Client], page: str) -> None:
    assert client_as(Role.HEAD).get(address(page)).status_code == 403


def test_others_change_nothing(client_as: Callable[..., Client]) -> None:
    reader = client_as()
    note_miss("becikowe")
    miss = MissedQuestion.objects.get()
    group = SynonymGroup.objects.create(phrases="a1\nb2")
    pin = PinnedResult.objects.create(questions="urlop", source="komorki", object_id=1, label="x")

    for name, arguments, data in [
        ("settle", (miss.pk,), {}),
        ("reopen", (miss.pk,), {}),
        ("add_synonyms", (), synonyms()),
        ("change_synonyms", (group.pk,), synonyms()),
        ("remove_synonyms", (group.pk,), {}),
        ("add_pin", (), pinned(OrgUnitFactory())),
        ("change_pin", (pin.pk,), pinned(OrgUnitFactory())),
        ("remove_pin", (pin.pk,), {}),
    ]:
        assert reader.post(address(name, *arguments), data).status_code == 403, name

    assert MissedQuestion.objects.waiting().count() == 1
    assert [it.phrases for it in SynonymGroup.objects.all()] == ["a1\nb2"]
    assert [it.source for it in PinnedResult.objects.all()] == ["komorki"]


@pytest.mark.parametrize("page", ["misses", "synonyms", "pins"])
def test_an_empty_list_says_what_to_do(editor: Client, page: str) -> None:
    assertContains(editor.get(address(page)), 'class="empty"')


def test_missed_questions_are_listed_by_how_often(editor: Client) -> None:
    for text in ("becikowe", "premia", "premia"):
        note_miss(text)

    page = editor.get(address("misses"))

    assert [miss.text for miss in page.context["page"]] == ["premia", "becikowe"]
    assertContains(page, f"{address('add_synonyms')}?pytanie=becikowe")


@pytest.mark.parametrize(
    ("sort", "first"), [("pytanie", "becikowe"), ("ostatnio", "premia"), ("zle", "premia")]
)
def test_missed_questions_are_sorted_as_asked(editor: Client, sort: str, first: str) -> None:
    for text in ("premia", "becikowe", "premia"):
        note_miss(text)

    assert editor.get(address("misses"), {"sort": sort}).context["page"][0].text == first


@pytest.mark.parametrize("query", ["strona=9", "page=9999", "page=x", "sort=%00", "stan=%00", "page=-1"])
def test_wrong_addresses_of_the_list_are_no_errors(editor: Client, query: str) -> None:
    note_miss("premia")

    assert editor.get(f"{address('misses')}?{query}").status_code == 200


def test_the_list_costs_the_same_however_long(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        note_miss(f"pytanie {'a' * (number + 1)}")
    editor.get(address("misses"))

    with django_assert_max_num_queries(16):
        editor.get(address("misses"))


def test_missed_questions_are_given_as_a_file(editor: Client) -> None:
    note_miss("=HYPERLINK(1)")
    note_miss("becikowe")

    response = editor.get(address("export_misses"))

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "attachment" in response["Content-Disposition"]
    assert "becikowe;1;" in text
    assert "'=HYPERLINK" in text


def test_a_question_is_settled_and_taken_back(editor: Client) -> None:
    note_miss("becikowe")
    miss = MissedQuestion.objects.get()

    assertRedirects(editor.post(address("settle", miss.pk)), address("misses"))
    assertContains(editor.get(address("misses"), {"stan": "zalatwione"}), "becikowe")
    editor.post(address("reopen", miss.pk))

    assert MissedQuestion.objects.waiting().get() == miss
    entry = AuditEntry.objects.get(action="search.settle_miss")
    assert "becikowe" not in f"{entry.details}{entry.object_label}"


def test_settling_is_no_link(editor: Client) -> None:
    note_miss("becikowe")

    assert editor.get(address("settle", MissedQuestion.objects.get().pk)).status_code == 405


def test_a_question_leads_to_its_synonyms_and_is_settled_by_them(editor: Client) -> None:
    note_miss("becikowe")
    assertContains(editor.get(address("add_synonyms"), {"pytanie": "becikowe"}), "becikowe")

    response = editor.post(
        address("add_synonyms"), synonyms(phrases="becikowe, zapomoga", pytanie="becikowe")
    )

    assertRedirects(response, address("synonyms"))
    assert SynonymGroup.objects.get().lines == ["becikowe", "zapomoga"]
    assert not MissedQuestion.objects.waiting().exists()


@pytest.mark.parametrize(
    ("phrases", "fault"),
    [
        ("", "phrases"),
        ("zasiłek", "phrases"),
        ("zasiłek\nzasiłki\nZASIŁKU", "phrases"),
        ("zasiłek\nw na", "phrases"),
        ("zasiłek\n???", "phrases"),
        ("zasiłek\njeden dwa trzy cztery pięć sześć", "phrases"),
        (f"zasiłek\n{'x' * 101}", "phrases"),
        ("\n".join(f"wzór {n}" for n in range(1, 20)), "phrases"),
        ("x;" * 3_000, "phrases"),
        ("zasiłek\0\nzapomoga", "phrases"),
    ],
)
def test_synonyms_that_would_not_work_are_refused_with_a_reason(
    editor: Client, phrases: str, fault: str
) -> None:
    page = editor.post(address("add_synonyms"), synonyms(phrases=phrases))

    assert page.status_code == 200
    assert fault in page.context["form"].errors
    assert not SynonymGroup.objects.exists()


def test_synonyms_are_changed_and_deleted_after_a_question(editor: Client) -> None:
    group = SynonymGroup.objects.create(phrases="zasiłek\nzapomoga")

    editor.post(address("change_synonyms", group.pk), synonyms(direction="ONE_WAY"))
    group.refresh_from_db()
    assert (group.direction, group.changed_by) == ("ONE_WAY", editor.user)
    assertContains(editor.get(address("remove_synonyms", group.pk)), "zapomoga")
    assertRedirects(editor.post(address("remove_synonyms", group.pk)), address("synonyms"))

    assert not SynonymGroup.objects.exists()


def test_a_result_is_pinned_by_its_address_and_changed(editor: Client) -> None:
    note_miss("urlop")
    unit, other = OrgUnitFactory(name="Kadry"), OrgUnitFactory(name="Płace")

    assertRedirects(editor.post(address("add_pin"), pinned(unit, pytanie="urlop")), address("pins"))
    pin = PinnedResult.objects.get()
    assert (pin.source, pin.object_id, pin.label) == ("komorki", unit.pk, "Kadry")
    assert not MissedQuestion.objects.waiting().exists()
    assertContains(editor.get(address("pins")), "Kadry")

    editor.post(address("change_pin", pin.pk), pinned(other))
    pin.refresh_from_db()
    assert (pin.object_id, pin.label) == (other.pk, "Płace")


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"target": ""}, "target"),
        ({"target": "/nie/ma/"}, "target"),
        ({"target": "http://["}, "target"),
        ({"target": "99/1999"}, "target"),
        ({"questions": ""}, "questions"),
        ({"questions": "w na"}, "questions"),
        ({"questions": "\n".join(f"wzór {n}" for n in range(1, 30))}, "questions"),
        ({"position": "0"}, "position"),
        ({"position": "100"}, "position"),
        ({"position": "x"}, "position"),
        ({"note": "x" * 301}, "note"),
    ],
)
def test_a_pin_that_would_not_work_is_refused_with_a_reason(
    editor: Client, fields: dict[str, str], fault: str
) -> None:
    page = editor.post(address("add_pin"), pinned(OrgUnitFactory(), **fields))

    assert page.status_code == 200
    assert fault in page.context["form"].errors
    assert not PinnedResult.objects.exists()


def test_one_thing_is_not_pinned_twice(editor: Client) -> None:
    unit = OrgUnitFactory()
    editor.post(address("add_pin"), pinned(unit))

    page = editor.post(address("add_pin"), pinned(unit, questions="wczasy"))

    assert "target" in page.context["form"].errors


def test_a_number_of_several_things_asks_which(
    editor: Client, note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = note("pierwszy", symbol="2/2017"), note("drugi", symbol="2/2017a")
    monkeypatch.setattr(NoteSource, "exact", lambda self, text: Q(symbol__startswith=text))
    fields = pinned(first, target="2/2017")

    page = editor.post(address("add_pin"), fields)
    assert "which" in page.context["form"].errors
    assertContains(page, 'type="radio"')

    for wrong in ("", "notatki:0", "inne:1", "x"):
        editor.post(address("add_pin"), {**fields, "which": wrong})
    assert not PinnedResult.objects.exists()

    editor.post(address("add_pin"), {**fields, "which": f"notatki:{second.pk}"})
    assert PinnedResult.objects.get().object_id == second.pk


def test_a_secret_thing_is_neither_pinned_nor_named(editor: Client, note: MakeNote) -> None:
    secret = note("tajny plan", symbol="7/2017", secret=True)

    page = editor.post(address("add_pin"), pinned(secret, target="7/2017"))
    assert "target" in page.context["form"].errors

    PinnedResult.objects.create(questions="plan", source="notatki", object_id=secret.pk, label="tajny plan")
    pin = PinnedResult.objects.get()
    for shown in (editor.get(address("pins")), editor.get(address("change_pin", pin.pk))):
        assertNotContains(shown, "tajny")


def test_what_was_deleted_is_listed_as_broken_and_named_only_to_who_pinned_it(
    editor: Client, client_as: Callable[..., Client], note: MakeNote
) -> None:
    PinnedResult.objects.create(
        questions="plan", source="notatki", object_id=0, label="dawny plan", changed_by=editor.user
    )

    page = editor.get(address("pins"))

    assert page.context["pins"][0].is_broken
    assertContains(page, "dawny plan")
    assertNotContains(client_as(Role.CHANCELLERY).get(address("pins")), "dawny plan")


def test_a_pin_is_taken_away_after_a_question(editor: Client) -> None:
    unit = OrgUnitFactory()
    editor.post(address("add_pin"), pinned(unit))
    pin = PinnedResult.objects.get()

    assertContains(editor.get(address("remove_pin", pin.pk)), "urlop")
    assertRedirects(editor.post(address("remove_pin", pin.pk)), address("pins"))

    assert not PinnedResult.objects.exists()
    assert OrgUnit.objects.filter(pk=unit.pk).exists()


@pytest.mark.parametrize("name", ["change_synonyms", "remove_synonyms", "change_pin", "remove_pin"])
def test_what_is_not_there_is_not_found(editor: Client, name: str) -> None:
    assert editor.get(address(name, 999)).status_code == 404
