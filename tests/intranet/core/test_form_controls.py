"""Controls that browsers do not have say what they take, refuse in words, and work without a script."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from intranet.core.component_samples import SampleControls, controls_context
from intranet.core.forms import FileDropField, PolishDateField, PolishDateInput, SearchableSelect


class ControlForm(forms.Form):
    title = forms.CharField(max_length=60, required=False)
    counted = forms.CharField(
        max_length=60, required=False, widget=forms.TextInput({"data-counter": True}), help_text="Short."
    )
    text = forms.CharField(max_length=200, widget=forms.Textarea)
    essay = forms.CharField(widget=forms.Textarea, required=False)
    unit = forms.ChoiceField(choices=[("", "–"), ("1", "Łąka")], widget=SearchableSelect, required=False)
    starts_on = PolishDateField(required=False)
    files = FileDropField(
        extensions=(".pdf", ".png"), max_bytes=10, multiple=True, max_files=2, required=False, paste=True
    )
    one_file = FileDropField(max_bytes=2048, required=False)


@pytest.fixture(autouse=True)
def _in_english() -> object:
    with override("en"):
        yield


def draw(name: str, data: dict[str, str] | None = None) -> BeautifulSoup:
    return BeautifulSoup(str(ControlForm(data)[name].as_field_group()), "html.parser")


def draw_component(name: str, **context: object) -> BeautifulSoup:
    return BeautifulSoup(render_to_string(f"components/{name}.html", context), "html.parser")


def file(name: str, size: int = 5) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size)


def cleaned(field: str, *files: SimpleUploadedFile) -> ControlForm:
    return ControlForm({"text": "x"}, MultiValueDict({field: list(files)}))


# --- Characters ---


def test_a_textarea_says_beforehand_how_much_it_takes() -> None:
    page = draw("text")

    limits = page.find(id="id_text_limits")
    assert limits.get_text() == "At most 200 characters."
    assert page.textarea["aria-describedby"] == "id_text_limits"
    assert page.textarea["maxlength"] == "200"


def test_the_counter_waits_for_its_script() -> None:
    counter = draw("text").select_one("[data-counter-for=id_text]")

    assert "hidden" in counter.attrs
    assert counter["data-limit"] == "200"
    assert counter.find_next_sibling(role="status").get_text() == ""


def test_a_limit_stands_between_help_and_error_in_the_description() -> None:
    page = draw("counted", {"counted": "x" * 61})

    assert page.input["aria-describedby"].split() == [
        "id_counted_helptext",
        "id_counted_limits",
        "id_counted_error",
    ]


@pytest.mark.parametrize("name", ["title", "essay"])
def test_a_field_that_need_not_say_its_limit_keeps_silent(name: str) -> None:
    page = draw(name)

    assert page.find(id=f"id_{name}_limits") is None
    assert page.select_one("[data-counter-for]") is None


# --- Dates ---


@pytest.mark.parametrize(
    "text", ["", "jutro", "1.2.26", "12.2026", "2026", "1.2.2026 i 3.2.2026", "1.2.20266"]
)
def test_what_is_no_date_gets_an_example(text: str) -> None:
    form = ControlForm({"starts_on": text or "-", "text": "x"})

    assert form.errors["starts_on"] == ["Write the day, month and year, for example 14.12.2026."]


@pytest.mark.parametrize("text", ["31.02.2017", "0.1.2017", "12.14.2017", "2017-02-31", "01.01.0000"])
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    form = ControlForm({"starts_on": text, "text": "x"})

    assert form.errors["starts_on"] == ["There is no such day in the calendar. Check the day and the month."]


@pytest.mark.parametrize(
    "text",
    ["01.02.2026", "1.2.2026", "1.2.2026 r.", " 1. 2. 2026 ", "01-02-2026", "1/2/2026", "1 2 2026", "01022026",
     "2026-02-01"],
)  # fmt: skip
def test_a_date_is_understood_as_people_write_it(text: str) -> None:
    assert PolishDateField().clean(text) == date(2026, 2, 1)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_date_is_shown_in_polish_form_in_each_language(language: str) -> None:
    with override(language):
        page = BeautifulSoup(
            PolishDateInput().render("day", date(2026, 2, 1), {"id": "id_day"}), "html.parser"
        )

    field = page.find("input", {"name": "day"})
    assert (field["type"], field["value"], field["autocomplete"]) == ("text", "01.02.2026", "off")


def test_the_calendar_button_waits_for_its_script_and_sends_nothing() -> None:
    picker = draw("starts_on").select_one("[data-date-picker]")

    assert "hidden" in picker.attrs
    assert "name" not in picker.input.attrs
    assert picker.button["type"] == "button"


def test_an_unchanged_date_is_not_a_change() -> None:
    assert not PolishDateField().has_changed(date(2026, 2, 1), "1.2.2026")


# --- Lists with a search ---


def test_the_native_list_keeps_the_value_and_its_label() -> None:
    page = draw("unit")

    assert page.label["for"] == page.select_one(".combobox > select")["id"]
    shown_by_the_script = page.find("template").find(role="combobox")
    assert "name" not in shown_by_the_script.attrs


# --- Files ---


def test_kinds_and_size_are_said_beforehand() -> None:
    page = draw("files")

    assert (
        page.find(id="id_files_limits").get_text().replace("\xa0", " ") == "PDF, PNG; at most 10 bytes each."
    )
    assert page.input["aria-describedby"] == "id_files_limits"
    assert (page.input["accept"], page.input["data-max-bytes"]) == (".pdf,.png", "10")
    assert "multiple" in page.input.attrs


def test_a_field_for_one_file_speaks_of_one() -> None:
    page = draw("one_file")

    assert page.find(id="id_one_file_limits").get_text().replace("\xa0", " ") == "At most 2 KB."
    assert "multiple" not in page.input.attrs


def test_a_wrong_kind_and_a_large_file_are_refused_by_name() -> None:
    form = cleaned("files", file("plan.exe"), file("scan.png", 11))

    errors = [error.replace("\xa0", " ") for error in form.errors["files"]]
    assert errors == [
        "plan.exe: files of this kind are not accepted. Accepted: PDF, PNG.",
        "scan.png is too large: 11 bytes. At most 10 bytes is accepted.",
    ]


def test_too_many_files_are_refused() -> None:
    form = cleaned("files", file("a.pdf"), file("b.pdf"), file("c.pdf"))

    assert form.errors["files"] == ["Too many files. Number of files accepted: 2."]


def test_an_empty_file_is_refused() -> None:
    assert "files" in cleaned("files", file("a.pdf", 0)).errors


def test_several_files_are_cleaned_to_a_list() -> None:
    form = cleaned("files", file("a.PDF"), file("b.png"))

    assert form.is_valid()
    assert [one.name for one in form.cleaned_data["files"]] == ["a.PDF", "b.png"]


def test_no_file_is_an_empty_list_of_many_and_nothing_of_one() -> None:
    form = ControlForm({"text": "x"})

    assert form.is_valid()
    assert form.cleaned_data["files"] == []
    assert form.cleaned_data["one_file"] is None


def test_a_required_field_asks_for_a_file() -> None:
    with pytest.raises(forms.ValidationError):
        FileDropField(multiple=True).clean([])


# --- Messages ---


def test_errors_stay_in_the_page_and_good_news_is_a_toast() -> None:
    messages = [Message(constants.ERROR, "Broken."), Message(constants.SUCCESS, "<b>Saved.</b>")]

    page = draw_component("messages", messages=messages)

    assert page.select_one(".messages .callout--danger").get_text(strip=True) == "Broken."
    assert page.select_one(".toasts > .toast [data-message-text]").get_text() == "<b>Saved.</b>"
    assert len(page.select(".toasts > .toast")) == 1


def test_a_message_can_be_undone_by_a_form() -> None:
    message = Message(constants.SUCCESS, "Removed.", extra_tags="/undo/7/")

    page = draw_component("messages", messages=[message], csrf_token="token")

    form = page.select_one(".toasts > .toast form")
    assert (form["action"], form["method"]) == ("/undo/7/", "post")
    assert form.find("input", {"name": "csrfmiddlewaretoken"})["value"] == "token"


def test_other_tags_of_a_message_are_not_an_address() -> None:
    message = Message(constants.SUCCESS, "Saved.", extra_tags="safe")

    page = draw_component("messages", messages=[message], csrf_token="token")

    assert page.select_one(".toasts > .toast form") is None


# --- Dialogs ---


def test_a_dialog_is_named_by_its_heading() -> None:
    dialog = draw_component("dialog", id="new", title="New idea").dialog

    assert dialog.find(id=dialog["aria-labelledby"]).get_text() == "New idea"
    assert "open" not in dialog.attrs


def test_a_confirmation_names_what_happens_and_focuses_the_safe_button() -> None:
    form = draw_component(
        "confirm", id="c", label="Remove", title="Remove it?", text="It is gone.", confirm_label="Remove it",
        action="/remove/", csrf_token="token",
    ).form  # fmt: skip

    assert (form["action"], form["method"], form.button["type"]) == ("/remove/", "post", "submit")
    assert form.find(id=form.dialog["aria-describedby"]).get_text() == "It is gone."
    assert [button.get_text(strip=True) for button in form.select("[autofocus]")] == ["Cancel"]


def test_without_a_script_what_cannot_be_undone_leads_to_a_page_that_asks() -> None:
    form = draw_component("confirm", id="c", label="Remove", page="/remove/", action="/remove/").form

    assert form.select_one("a[data-dialog-open=c]")["href"] == "/remove/"


# --- The catalogue ---


@pytest.mark.parametrize("state", controls_context()["controls"])
def test_every_state_of_the_controls_is_drawn(state: str) -> None:
    form: SampleControls = controls_context()["controls"][state]

    page = BeautifulSoup("".join(str(field.as_field_group()) for field in form), "html.parser")

    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert len(page.select(".field")) == len(form.fields)


def test_the_plain_page_asks_what_the_dialog_would() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    shell = {"menu_items": [], "person": None, "help_contact": None}
    question = {
        "title": "Remove it?",
        "text": "It is gone.",
        "confirm_label": "Remove it",
        "cancel_url": "/back/",
    }

    source = render_to_string(
        "core/forms/confirm_page.html", {**question, **shell, "is_danger": True}, request
    )

    main = BeautifulSoup(source, "html.parser").main
    assert main.h1.get_text(strip=True) == "Remove it?"
    assert main.select_one("form[method=post] .button--danger").get_text(strip=True) == "Remove it"
    assert main.select_one("form a")["href"] == "/back/"
