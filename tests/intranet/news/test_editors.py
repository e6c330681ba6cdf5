"""Who enters the page editor, what they may do there and what stays closed."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from intranet.accounts.models import EDITORS_GROUP, Role, RoleGrant
from intranet.accounts.services import apply_directory_roles
from intranet.core.dates import today
from intranet.core.models import AuditEntry
from intranet.news.audiences import audience_of_units
from intranet.news.blocks import PageBody
from intranet.news.models import InformationPage, NewsIndexPage, NewsPage
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.news import make_editor, make_news

pytestmark = pytest.mark.django_db
NOT_EDITORS = [None, *(role for role in Role if role not in (Role.EDITOR, Role.ADMINISTRATOR))]
CLOSED = [
    "/cms/users/",
    "/cms/groups/",
    "/cms/sites/",
    "/cms/collections/",
    "/cms/redirects/",
    "/cms/searchpicks/",
    "/cms/workflows/list/",
    "/cms/workflows/tasks/index/",
]


@pytest.fixture
def editor(client_as):
    client = client_as(Role.EDITOR)
    make_editor(client.user)
    return client


def form_of(title: str, **fields: object) -> dict[str, object]:
    plain = nested_form_data(
        {
            "title": title,
            "slug": "nowa",
            "lead": "",
            "published_on": today().isoformat(),
            "expires_on": "",
            "picture_alt": "",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    return plain | fields


@pytest.mark.parametrize("role", NOT_EDITORS)
def test_page_editor_is_closed_to_others(client_as, role: Role | None) -> None:
    client = client_as(*([role] if role else []))

    assert client.get("/cms/", follow=True).status_code == 403
    assert reverse("wagtailadmin_home") not in client.get("/").content.decode()


@pytest.mark.parametrize("role", [*NOT_EDITORS, Role.EDITOR])
def test_nobody_but_administrators_opens_the_administration(client_as, role: Role | None) -> None:
    client = client_as(*([role] if role else []))
    if role == Role.EDITOR:
        make_editor(client.user)

    for path in ("/admin/", "/admin/accounts/directoryrolegroup/"):
        assert client.get(path).status_code in (302, 403)
        assert "directoryrolegroup/add" not in client.get(path, follow=True).content.decode()


@pytest.mark.parametrize("path", CLOSED)
def test_editor_does_not_open_settings_and_accounts(editor, path: str) -> None:
    answer = editor.get(path)

    assert answer.status_code in (302, 403)
    assert answer.status_code == 403 or answer.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("path", CLOSED)
def test_what_is_closed_to_editors_is_there(client_as, path: str) -> None:
    # Accounts come from the directory, so administrators do not edit them here either.
    expected = 403 if path == "/cms/users/" else 200

    assert client_as(Role.ADMINISTRATOR).get(path).status_code == expected


def test_editor_without_the_role_any_more_is_shut_out(client_as) -> None:
    client = client_as()
    apply_directory_roles(user=client.user, group_names=["intranet-redaktorzy"])
    entered = client.get("/cms/").status_code

    apply_directory_roles(user=client.user, group_names=[])

    assert entered == 200
    assert client.get("/cms/", follow=True).status_code == 403
    changes = AuditEntry.objects.filter(action="accounts.page_editing").order_by("pk")
    assert [entry.details["allowed"] for entry in changes] == [True, False]


def test_role_granted_by_hand_survives_the_directory(client_as) -> None:
    client = client_as()
    RoleGrant.objects.create(user=client.user, role=Role.EDITOR, source=RoleGrant.Source.MANUAL)

    apply_directory_roles(user=client.user, group_names=[])

    assert client.user.groups.filter(name=EDITORS_GROUP).exists()


def test_editors_group_may_do_nothing_but_pages_pictures_and_documents() -> None:
    group = Group.objects.get(name=EDITORS_GROUP)

    assert [permission.codename for permission in group.permissions.all()] == ["access_admin"]
    assert {row.permission.codename for row in group.page_permissions.all()} == {
        "add_page",
        "change_page",
        "publish_page",
        "lock_page",
        "unlock_page",
        "bulk_delete_page",
    }
    assert {row.permission.content_type.model for row in group.collection_permissions.all()} == {
        "image",
        "document",
    }


def test_editor_publishes_news_for_chosen_units(editor) -> None:
    unit = OrgUnitFactory()
    index = NewsIndexPage.objects.get()
    add = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])

    editor.post(add, form_of("Nowe godziny", units=[unit.pk], with_subunits="on"))

    news = NewsPage.objects.get(slug="nowa")
    assert news.live
    assert news.audience.unit_rows.get().with_subunits
    assert list(news.audience.units.all()) == [unit]
    assert news.owner == editor.user


def test_editor_publishes_news_for_a_unit_without_those_below(editor) -> None:
    unit = OrgUnitFactory()
    audience_of_units(units=[unit])
    add = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])

    editor.post(add, form_of("Sama dyrekcja", units=[unit.pk]))

    row = NewsPage.objects.get(slug="nowa").audience.unit_rows.get()
    assert (row.unit, row.with_subunits) == (unit, False)


def test_choice_of_sub_units_is_kept_and_can_be_changed(editor) -> None:
    news = make_news("nowa", units=[OrgUnitFactory()])
    units = [row.unit_id for row in news.audience.unit_rows.all()]
    edit = reverse("wagtailadmin_pages:edit", args=[news.pk])

    offered = editor.get(edit).context["form"]["with_subunits"].value()
    editor.post(edit, form_of("Wiadomość", units=units))
    afterwards = editor.get(edit).context["form"]["with_subunits"].value()

    assert (offered, afterwards) == (True, False)


def test_new_item_starts_with_sub_units(editor) -> None:
    add = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])

    assert editor.get(add).context["form"]["with_subunits"].value() is True


@pytest.mark.parametrize(
    ("contacts", "reason"),
    [
        ([], "Minimalna ilość elementów to 1"),
        ([("person", "")], "To pole jest wymagane."),
        ([("typed", {"name": "", "role": "", "phone": "", "email": ""})], "To pole jest wymagane."),
    ],
    ids=["none", "no person", "no name"],
)
def test_empty_contacts_are_refused_with_a_reason_in_polish(editor, contacts: list, reason: str) -> None:
    add = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])
    typed = {"body": streamfield([("contacts", streamfield(contacts))])}

    answer = editor.post(add, form_of("Zła") | nested_form_data(typed))

    body = answer.context["form"].errors.as_data()["body"][0].as_json_data()
    assert not NewsPage.objects.exists()
    assert reason in str(body)
    assert "Nie utworzono strony" in answer.content.decode()
    assert "Przejdź do pierwszego błędu" in answer.content.decode()


def test_new_contacts_show_the_field_of_a_person() -> None:
    block = PageBody().child_blocks["contacts"]

    assert [contact.block_type for contact in block.get_default()] == ["person"]


def test_editor_who_chooses_no_unit_publishes_for_everyone(editor) -> None:
    index = NewsIndexPage.objects.get()

    editor.post(
        reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk]), form_of("Dla wszystkich")
    )

    assert NewsPage.objects.get(slug="nowa").audience.is_everyone


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"is_urgent": "on"}, "Pilny komunikat"),
        ({"expires_on": "2001-01-01"}, "nie może być wcześniejszy"),
    ],
)
def test_wrong_days_are_refused_with_a_reason(editor, fields: dict, said: str) -> None:
    add = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])

    answer = editor.post(add, form_of("Zła", **fields))

    assert answer.status_code == 200
    assert not NewsPage.objects.exists()
    (error,) = answer.context["form"].non_field_errors()
    assert said in error


def test_unit_that_does_not_exist_is_refused(editor) -> None:
    add = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])

    answer = editor.post(add, form_of("Zła", units=["0"]))

    assert "units" in answer.context["form"].errors


def test_editor_changes_the_readers_of_published_news(editor) -> None:
    unit = OrgUnitFactory()
    news = make_news("nowa", units=[unit])

    editor.post(reverse("wagtailadmin_pages:edit", args=[news.pk]), form_of("Wiadomość nowa"))

    assert NewsPage.objects.get(pk=news.pk).audience.is_everyone


def test_only_news_and_events_lie_under_the_list_and_nothing_under_them() -> None:
    index = NewsIndexPage.objects.get()

    assert {model.__name__ for model in index.allowed_subpage_models()} == {"NewsPage", "EventPage"}
    assert make_news().allowed_subpage_models() == []
    assert not NewsIndexPage.can_create_at(InformationPage.objects.get(depth=2))
    assert not NewsPage.can_create_at(InformationPage.objects.get(depth=2))


def test_start_page_offers_what_editors_come_for(editor) -> None:
    index = NewsIndexPage.objects.get()
    make_news("krotka", title="Znika niedługo", expires_on=today())

    page = editor.get("/cms/").content.decode()

    assert reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk]) in page
    assert reverse("wagtailadmin_pages:add", args=["news", "eventpage", index.pk]) in page
    assert "Znika niedługo" in page
    assert "guide.wagtail.org" not in page
    assert "/cms/reports/" not in page


def test_quick_link_to_the_page_editor_is_offered_to_editors(editor) -> None:
    assert reverse("wagtailadmin_home") in editor.get("/").content.decode()


@pytest.mark.parametrize("chooser", ["person_chooser", "unit_chooser"])
def test_choosers_are_closed_to_readers(client_as, chooser: str) -> None:
    assert client_as().get(reverse(f"{chooser}:choose_results")).status_code == 302


@pytest.mark.parametrize(
    ("chooser", "query", "found"),
    [
        ("person_chooser", "", {"Żaneta Żłobek", "Adam Nowy"}),
        ("person_chooser", "?q=żłob", {"Żaneta Żłobek"}),
        ("person_chooser", "?q=%00", {"Żaneta Żłobek", "Adam Nowy"}),
        ("person_chooser", "?q=nikt taki", set()),
        ("unit_chooser", "", {"Wydział Żłobków", "Kancelaria"}),
        ("unit_chooser", "?q=żłobk", {"Wydział Żłobków"}),
        ("unit_chooser", "?q=nic takiego", set()),
    ],
)
def test_choosers_find_for_editors(editor, chooser: str, query: str, found: set[str]) -> None:
    nursery, chancellery = OrgUnitFactory(name="Wydział Żłobków"), OrgUnitFactory(name="Kancelaria")
    PersonFactory(given_name="Żaneta", surname="Żłobek", unit=nursery)
    PersonFactory(given_name="Adam", surname="Nowy", unit=chancellery)
    names = (
        {"Żaneta Żłobek", "Adam Nowy"} if chooser == "person_chooser" else {"Wydział Żłobków", "Kancelaria"}
    )

    rows = BeautifulSoup(
        editor.get(reverse(f"{chooser}:choose_results") + query).content.decode(), "html.parser"
    )

    shown = {link.get_text(strip=True) for link in rows.select("td.title a, a[data-chooser-modal-choice]")}
    assert shown & names == found


def test_every_page_type_can_be_opened_for_editing(editor) -> None:
    for page in Page.objects.filter(depth__gte=2)[:4]:
        assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    for model in ("newspage", "eventpage"):
        add = reverse("wagtailadmin_pages:add", args=["news", model, NewsIndexPage.objects.get().pk])
        assert editor.get(add).status_code == 200
