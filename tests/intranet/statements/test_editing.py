from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from intranet.accounts.models import Role
from intranet.core.models import AuditEntry
from intranet.statements.demo import load
from intranet.statements.forms import AccessibilityStatementForm
from intranet.statements.models import AccessibilityStatement, PrivacyNotice

pytestmark = pytest.mark.django_db
EDIT, EDIT_PRIVACY = "/administracja/deklaracja-dostepnosci/", "/administracja/prywatnosc/"
GOOD = {
    "entity_name": "Ośrodek",
    "site_name": "Intranet",
    "site_url": "https://intranet.mops.example/",
    "published_on": "2025-01-10",
    "updated_on": "2025-02-10",
    "status": "PARTIAL",
    "inaccessible": "Skany.",
    "burden": "",
    "exemptions": "",
    "prepared_on": "2025-01-10",
    "method": "SELF",
    "assessor": "",
    "reviewed_on": "2025-03-10",
    "contact_name": "koordynator",
    "contact_email": "dostepnosc@mops.example",
    "contact_phone": "42 685 40 40",
    "architecture": "Podjazd.",
    "mobile_apps": "Brak.",
}
GOOD_PRIVACY = dict.fromkeys(
    ["controller", "dpo_contact", "purposes", "recipients", "retention", "rights"], "Treść."
)


def stamp_of(client: Client, address: str) -> str:
    return client.get(address).context["form"]["stamp"].value()


@pytest.mark.parametrize("role", [None, Role.IT_SUPPORT, Role.CHANCELLERY, Role.DIRECTOR, Role.HR])
def test_only_administrators_edit(client_as, role: Role | None) -> None:
    client = client_as(*([role] if role else []))

    for address, data in ((EDIT, GOOD), (EDIT_PRIVACY, GOOD_PRIVACY)):
        assert client.get(address).status_code == 403
        assert client.post(address, data).status_code == 403
    assert not AccessibilityStatement.objects.exists()
    assert not PrivacyNotice.objects.exists()


@pytest.mark.parametrize("address", [EDIT, EDIT_PRIVACY])
def test_stranger_is_sent_to_sign_in(client, address: str) -> None:
    assert client.get(address)["Location"].startswith("/konto/logowanie/")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"entity_name": ""}, "entity_name"),
        ({"site_url": "javascript:alert(1)"}, "site_url"),
        ({"published_on": "jutro"}, "published_on"),
        ({"updated_on": "2024-12-31"}, "updated_on"),
        ({"reviewed_on": "2025-01-09"}, "reviewed_on"),
        ({"reviewed_on": "2099-01-01"}, "reviewed_on"),
        ({"status": "INNY"}, "status"),
        ({"inaccessible": ""}, "inaccessible"),
        ({"method": "EXTERNAL"}, "assessor"),
        ({"contact_email": "to nie adres"}, "contact_email"),
        ({"contact_phone": ""}, "contact_phone"),
        ({"architecture": ""}, "architecture"),
        ({"architecture": "x" * 9000}, "architecture"),
    ],
)
def test_bad_statement_is_refused_and_not_saved(client_as, change: dict[str, str], field: str) -> None:
    response = client_as(Role.ADMINISTRATOR).post(EDIT, {**GOOD, **change})

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not AccessibilityStatement.objects.exists()


@pytest.mark.parametrize("field", sorted(GOOD_PRIVACY))
def test_every_part_of_the_notice_is_required(client_as, field: str) -> None:
    response = client_as(Role.ADMINISTRATOR).post(EDIT_PRIVACY, {**GOOD_PRIVACY, field: ""})

    assert field in response.context["form"].errors
    assert not PrivacyNotice.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"pk": 2},
        {"status": "INNY"},
        {"inaccessible": ""},
        {"assessor": "Firma"},
        {"updated_on": date(2024, 1, 1)},
        {"reviewed_on": date(2024, 1, 1)},
    ],
)
def test_database_keeps_one_statement_that_makes_sense(change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessibilityStatement.objects.create(**{"pk": 1, **GOOD, **change})


@pytest.mark.parametrize(
    ("address", "good", "field"), [(EDIT, GOOD, "contact_name"), (EDIT_PRIVACY, GOOD_PRIVACY, "recipients")]
)
def test_second_of_two_editors_writes_over_nobody_unseen(
    client_as, address: str, good: dict[str, str], field: str
) -> None:
    first, second = client_as(Role.ADMINISTRATOR), client_as(Role.ADMINISTRATOR)
    first.post(address, good)
    stamp = stamp_of(second, address)
    first.post(address, {**good, field: "Słowa pierwszej osoby", "stamp": stamp})

    refused = second.post(address, {**good, field: "Słowa drugiej osoby", "stamp": stamp})
    model = AccessibilityStatement if address == EDIT else PrivacyNotice
    kept = getattr(model.objects.get(), field)
    again = second.post(
        address,
        {**good, field: "Słowa drugiej osoby", "stamp": refused.context["form"]["stamp"].value()},
    )

    form = refused.context["form"]
    assert (refused.status_code, kept) == (200, "Słowa pierwszej osoby")
    assert "W tym czasie ktoś inny zapisał" in str(form.non_field_errors())
    assert form[field].value() == "Słowa drugiej osoby"
    assert [text for _label, text in form.saved_parts] == ["Słowa pierwszej osoby"]
    assert "Słowa pierwszej osoby" in refused.content.decode()
    assert again.status_code == 302
    assert getattr(model.objects.get(), field) == "Słowa drugiej osoby"


def test_first_words_of_two_editors_are_not_overwritten_either(client_as) -> None:
    first, second = client_as(Role.ADMINISTRATOR), client_as(Role.ADMINISTRATOR)
    stamp = stamp_of(second, EDIT)
    first.post(EDIT, {**GOOD, "status": "NON_COMPLIANT", "reviewed_on": "2025-04-01"})

    refused = second.post(EDIT, {**GOOD, "stamp": stamp})

    assert AccessibilityStatement.objects.get().status == "NON_COMPLIANT"
    saved = [text for _label, text in refused.context["form"].saved_parts]
    assert saved == ["niezgodna", "1\xa0kwietnia\xa02025\xa0r."]


def test_same_words_sent_twice_are_no_quarrel(client_as) -> None:
    client = client_as(Role.ADMINISTRATOR)

    assert [client.post(EDIT, GOOD).status_code for _ in range(2)] == [302, 302]


def test_statement_is_saved_shown_and_audited_with_what_it_replaced(client_as) -> None:
    client = client_as(Role.ADMINISTRATOR)
    client.post(EDIT, GOOD)

    response = client.post(
        EDIT, {**GOOD, "contact_name": "pełnomocnik", "stamp": stamp_of(client, EDIT)}, follow=True
    )

    entry = AuditEntry.objects.filter(action="statements.accessibilitystatement").first()
    assert response.redirect_chain == [("/deklaracja-dostepnosci/", 302)]
    assert "pełnomocnik" in response.content.decode()
    assert (entry.actor_id, entry.details["before"]) == (str(client.user.pk), {"contact_name": "koordynator"})
    assert AccessibilityStatement.objects.count() == 1


def test_notice_is_saved_shown_and_audited(client_as) -> None:
    response = client_as(Role.ADMINISTRATOR).post(
        EDIT_PRIVACY, {**GOOD_PRIVACY, "controller": "Ośrodek w Łodzi"}, follow=True
    )

    assert "Ośrodek w Łodzi" in response.content.decode()
    assert AuditEntry.objects.filter(action="statements.privacynotice").count() == 1


def test_name_of_the_assessor_goes_with_a_self_assessment(client_as) -> None:
    client_as(Role.ADMINISTRATOR).post(EDIT, {**GOOD, "assessor": "Firma"})

    assert AccessibilityStatement.objects.get().assessor == ""


def test_form_begins_with_polish_defaults_in_every_language(client_as, settings) -> None:
    client = client_as(Role.ADMINISTRATOR)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    form = client.get(EDIT).context["form"]

    assert form["entity_name"].value() == settings.SITE_NAME
    assert form["mobile_apps"].value() == _polish_default()


def _polish_default() -> str:
    with translation.override("pl"):
        return AccessibilityStatement.with_defaults().mobile_apps


def test_every_field_stands_in_one_section() -> None:
    names = [name for _title, names in AccessibilityStatementForm.SECTIONS for name in names]

    assert sorted(names) == sorted(AccessibilityStatementForm.Meta.fields)


@pytest.mark.parametrize(
    ("day", "is_asked"),
    [
        (date(2026, 11, 22), False),
        (date(2027, 2, 28), False),
        (date(2027, 3, 1), True),
        (date(2027, 3, 31), True),
        (date(2029, 1, 1), True),
    ],
)
def test_administrators_alone_are_asked_to_review_in_time(
    client_as, monkeypatch, day: date, is_asked: bool
) -> None:
    monkeypatch.setattr("intranet.statements.widgets.today", lambda: day)
    load(date(2026, 11, 22))
    AccessibilityStatement.objects.update(reviewed_on=date(2026, 10, 13))

    asked = f'"{EDIT}"' in _waiting(client_as(Role.ADMINISTRATOR))

    assert asked is is_asked
    assert EDIT not in _waiting(client_as(Role.IT_SUPPORT))


def test_unwritten_texts_wait_for_administrators(client_as) -> None:
    waiting = _waiting(client_as(Role.ADMINISTRATOR))

    assert f'"{EDIT}"' in waiting
    assert f'"{EDIT_PRIVACY}"' in waiting


def test_review_of_a_leap_day_is_due_on_the_last_of_february() -> None:
    assert AccessibilityStatement(reviewed_on=date(2024, 2, 29)).review_due_on == date(2025, 3, 31)
    assert AccessibilityStatement(reviewed_on=date(2026, 10, 13)).review_due_on == date(2027, 3, 31)


def _waiting(client) -> str:
    from intranet.core.todo import waiting_for

    return "".join(f'"{item.url}"' for item in waiting_for(client.user))
