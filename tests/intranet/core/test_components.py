"""Components speak to eyes, keyboards and screen readers alike."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from heroicons import IconDoesNotExist

CORE = Path(__file__).resolve().parents[3] / "intranet" / "core"
TEMPLATES = CORE / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))


class SampleForm(forms.Form):
    subject = forms.CharField(label="Subject", help_text="Without its first words.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    audience = forms.ChoiceField(
        label="Audience", choices=[("all", "All"), ("units", "Units")], widget=forms.RadioSelect
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    is_urgent = forms.BooleanField(label="Urgent", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def draw(source: str, **context: object) -> BeautifulSoup:
    """Render a piece of a page that has loaded the components."""
    request = RequestFactory().get("/", context.pop("query", {}))
    template = Template("{% load components i18n %}" + source)
    page_context = RequestContext(request)
    page_context.push(context)
    return BeautifulSoup(template.render(page_context), "html.parser")


def draw_field(name: str, data: dict[str, str] | None = None) -> BeautifulSoup:
    return draw("{{ field.as_field_group }}", field=SampleForm(data)[name])


# --- Tags ---


def test_a_component_does_not_see_the_variables_of_the_page() -> None:
    page = draw('{% component "card" %}Body{% endcomponent %}', title="The page's own title")

    assert page.find("h2") is None
    assert page.get_text(strip=True) == "Body"


def test_a_component_escapes_its_parameters_and_keeps_the_markup_of_its_body() -> None:
    page = draw('{% component "card" title=title %}<p>{{ title }}</p>{% endcomponent %}', title="<b>x</b>")

    assert page.find("b") is None
    assert page.find("h2").get_text(strip=True) == "<b>x</b>"
    assert page.select_one(".card__body > p").get_text() == "<b>x</b>"


def test_components_nest() -> None:
    page = draw(
        '{% component "card" title="A" %}{% component "rows" %}'
        '{% include "components/row.html" with title="B" url="/b/" only %}'
        "{% endcomponent %}{% endcomponent %}"
    )

    assert page.select_one(".card .rows .row a")["href"] == "/b/"


def test_an_unknown_icon_is_an_error_of_the_programmer() -> None:
    with pytest.raises(IconDoesNotExist):
        draw('{% icon "no-such-icon" %}')


def test_an_icon_is_hidden_from_screen_readers() -> None:
    svg = draw('{% icon "clock" "micro" %}').find("svg")

    assert svg["aria-hidden"] == "true"
    assert (svg["width"], svg["class"]) == ("16", ["icon", "icon-16"])


@pytest.mark.parametrize(
    ("name", "expected"), [("Anna Ćwik", "AĆ"), ("łukasz Maria Żak", "ŁŻ"), ("Źrebiec", "Ź"), ("", "")]
)
def test_initials_are_of_the_first_and_the_last_name(name: str, expected: str) -> None:
    assert draw("{{ name|initials }}", name=name).get_text() == expected


def test_a_person_keeps_the_same_tone() -> None:
    first, second = (
        draw('{% include "components/avatar.html" with name="Ewa Żak" only %}') for _ in range(2)
    )

    assert first.span["class"] == second.span["class"]


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("42 685 40 00", "tel:426854000"),
        ("(+48) 42 685 40 00", "tel:+48426854000"),
        ("+48 42/685-40-00 wew. 12", "tel:+48426854000;ext=12"),
        ("42 685 40 00 w12", "tel:426854000;ext=12"),
        ("42 685 40 00 ext. 12", "tel:426854000;ext=12"),
        ("wew. 12", ""),
        ("", ""),
        ("proszę pytać w sekretariacie", ""),
    ],
)
def test_a_phone_number_can_be_dialled(number: str, address: str) -> None:
    assert draw("{{ number|phone_link }}", number=number).get_text() == address


@pytest.mark.parametrize(
    "numbers",
    [
        "42 685 77 01, 42 685 77 02",
        "42 685 77 01; 42 685 77 02",
        "42 685 77 01 lub 42 685 77 02",
        "42 685 77 01 i 42 685 77 02",
        "42 685 77 01/02",
        "42 685-77-01 / 42 685-77-02",
    ],
)
def test_of_two_phone_numbers_the_first_is_dialled_and_never_both(numbers: str) -> None:
    assert draw("{{ numbers|phone_link }}", numbers=numbers).get_text() == "tel:426857701"


def test_two_phone_numbers_with_nothing_between_are_not_dialled() -> None:
    contact = {"phone": "42 685 77 01 42 685 77 02"}

    page = draw('{% include "components/help_contact.html" with contact=contact only %}', contact=contact)

    assert page.find("a", href=re.compile("^tel:")) is None
    assert contact["phone"] in page.get_text()


# --- Components ---


@pytest.mark.parametrize("variant", ["in_force", "repealed", "pending", "expired", "neutral"])
def test_a_pill_has_an_icon_and_words_beside_its_colour(variant: str) -> None:
    pill = draw(
        '{% include "components/pill.html" with label="Words" variant=variant only %}', variant=variant
    ).span

    assert pill.get_text(strip=True) == "Words"
    assert pill.find("svg") is not None


def test_the_pills_of_two_statuses_have_different_icons() -> None:
    source = '{% include "components/pill.html" with label="" variant=variant only %}'
    variants = ["in_force", "repealed", "pending", "expired", "neutral"]

    drawings = {draw(source, variant=variant).find("path")["d"] for variant in variants}

    assert len(drawings) == len(variants)


def test_a_button_that_shows_only_an_icon_keeps_its_name() -> None:
    button = draw(
        '{% include "components/button.html" with label="Print" icon="printer" icon_only=True only %}'
    ).button

    assert button.get_text(strip=True) == "Print"


def test_something_that_leads_somewhere_is_a_link() -> None:
    page = draw('{% include "components/button.html" with label="Go" url="/there/" only %}')

    assert page.find("button") is None
    assert page.a["href"] == "/there/"


def test_the_last_breadcrumb_is_the_current_page() -> None:
    page = draw(
        '{% component "breadcrumbs" %}'
        '{% include "components/breadcrumb.html" with label="Orders" url="/o/" only %}'
        '{% include "components/breadcrumb.html" with label="2/2017" only %}{% endcomponent %}'
    )

    assert [link["href"] for link in page.find_all("a")] == ["/", "/o/"]
    assert page.select_one("[aria-current=page]").get_text() == "2/2017"


def test_pagination_is_not_drawn_for_one_page() -> None:
    page = draw(
        '{% include "components/pagination.html" with page=page only %}', page=Paginator([1], 5).page(1)
    )

    assert page.find("nav") is None


def test_pagination_keeps_the_filters_of_the_address() -> None:
    shown = Paginator(range(100), 10).page(5)

    page = draw(
        '{% include "components/pagination.html" with page=page only %}',
        page=shown,
        query={"year": "2017", "page": "5"},
    )

    assert page.find("a", rel="next")["href"] == "?year=2017&page=6"
    assert page.select_one("[aria-current=page]").get_text(strip=True).endswith("5")
    assert {link["href"] for link in page.find_all("a")} >= {"?year=2017&page=1", "?year=2017&page=10"}


def test_the_name_of_an_attachment_says_what_will_be_opened() -> None:
    page = draw(
        '{% include "components/attachment.html" with title="Policy" url="/f/" type="PDF" size=2048 only %}'
    )

    assert re.fullmatch(r"Policy \(PDF, 2[.,]0\sKB\)", page.a.get_text())


def test_a_table_keeps_its_meaning_when_its_rows_become_cards() -> None:
    page = draw(
        '{% component "table" caption="Orders" %}<thead role="rowgroup"><tr role="row">'
        '{% include "components/column.html" with label="Number" url="?o=n" sort="descending" only %}'
        "</tr></thead>{% endcomponent %}"
    )

    assert page.table["role"] == "table"
    assert page.caption.get_text() == "Orders"
    assert page.th["aria-sort"] == "descending"
    assert page.find(role="region")["tabindex"] == "0"


def test_a_fact_without_a_value_is_not_drawn() -> None:
    assert (
        draw('{% include "components/fact.html" with term="Room" value="" only %}').get_text(strip=True) == ""
    )


def test_messages_start_with_an_empty_region_and_escape_their_text() -> None:
    message = Message(constants.ERROR, "<script>x</script>")

    page = draw('{% include "components/messages.html" with messages=messages only %}', messages=[message])

    assert page.find("script") is None
    assert page.find(role="status").get_text() == ""
    assert "callout--danger" in page.select_one(".messages > div")["class"]


# --- Forms ---


def test_help_and_error_are_named_by_the_field() -> None:
    page = draw_field("subject", data={})

    widget = page.find("input")
    assert widget["aria-invalid"] == "true"
    named = widget["aria-describedby"].split()
    assert [page.find(id=name) is not None for name in named] == [True, True]
    assert page.label["for"] == widget["id"]


def test_a_field_without_errors_is_not_invalid() -> None:
    widget = draw_field("subject").find("input")

    assert "aria-invalid" not in widget.attrs
    assert widget["aria-describedby"] == "id_subject_helptext"


def test_what_may_be_left_out_is_said() -> None:
    assert draw_field("note").select_one("label .field__optional") is not None
    assert draw_field("subject").select_one("label .field__optional") is None


def test_a_group_of_choices_is_named_and_says_its_error() -> None:
    page = draw_field("audience", data={})

    assert page.legend.get_text(strip=True) == "Audience"
    assert page.find(id=page.fieldset["aria-describedby"]) is not None


def test_a_tick_stands_before_its_label() -> None:
    tick, label = draw_field("is_urgent").select(".field__tick > *")

    assert (tick["type"], label["for"]) == ("checkbox", tick["id"])


def test_a_hidden_field_shows_nothing() -> None:
    page = draw_field("token")

    assert page.find("label") is None
    assert page.input["type"] == "hidden"


def test_the_reveal_button_of_a_password_waits_for_its_script() -> None:
    button = draw_field("password").button

    assert "hidden" in button.attrs
    assert (button["type"], button["data-reveal"]) == ("button", "id_password")


def test_the_error_summary_is_not_drawn_without_errors() -> None:
    page = draw('{% include "components/error_summary.html" with form=form only %}', form=SampleForm())

    assert page.get_text(strip=True) == ""


def test_each_error_of_the_summary_leads_to_its_field() -> None:
    form = SampleForm({"subject": ""})

    page = draw(
        '{% include "components/error_summary.html" with form=form only %}'
        "{% for field in form %}{{ field.as_field_group }}{% endfor %}",
        form=form,
    )

    links = page.select(".error-summary a")
    assert len(links) == 3
    assert all(page.find(id=link["href"].removeprefix("#")) is not None for link in links)
    assert links[0].get_text().startswith("Subject: ")


# --- Pages ---


def test_the_page_for_error_500_asks_for_neither_request_nor_database() -> None:
    page = BeautifulSoup(render_to_string("500.html"), "html.parser")

    assert page.h1 is not None
    assert page.find("form") is None
    assert page.select_one("main#content a")["href"] == "/"


def test_the_skip_link_leads_to_the_content() -> None:
    page = BeautifulSoup(render_to_string("500.html"), "html.parser")

    first_link = page.body.a
    assert first_link["href"] == "#content"
    assert page.find(id="content").name == "main"


def test_the_catalogue_shows_each_component() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    shell = {"menu_items": [], "person": None, "help_contact": None}
    sections = sorted((TEMPLATES / "core" / "catalogue").glob("*.html"))
    source = "".join(
        path.read_text() for path in [TEMPLATES / "core" / "component_catalogue.html", *sections]
    )
    drawn = set(re.findall(r'(?:component "|components/)([\w]+)', source))
    # Drawn by the shell, by the breadcrumbs or only together with another component.
    elsewhere = {"mark", "messages"}

    page = BeautifulSoup(
        render_to_string(
            "core/component_catalogue.html", shell | {"form": SampleForm(prefix="empty")}, request
        ),
        "html.parser",
    )

    assert {path.stem for path in COMPONENTS} - drawn - elsewhere == set()
    assert len(page.find_all("h1")) == 1
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_a_template_of_a_component_renders_without_a_request() -> None:
    source = '{% load components %}{% component "callout" title="A" %}<p>b</p>{% endcomponent %}'

    assert "<p>b</p>" in Template(source).render(Context())
