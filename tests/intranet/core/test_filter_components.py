"""Filter bars, with and without scripts, and the buttons that copy and print."""

from bs4 import BeautifulSoup
from django.template import RequestContext, Template
from django.test import RequestFactory


def draw(source: str, **context: object) -> BeautifulSoup:
    """Render a piece of a page that has loaded the components."""
    page_context = RequestContext(RequestFactory().get("/"))
    page_context.push(context)
    template = Template("{% load components %}" + source)
    return BeautifulSoup(template.render(page_context), "html.parser")


def test_filter_bar_works_without_scripts() -> None:
    form = draw('{% component "filter_bar" action="/lista/" results="results" %}{% endcomponent %}').form

    assert (form["action"], form["method"]) == ("/lista/", "get")
    assert form.find("button", type="submit") is not None


def test_filter_bar_with_a_region_replaces_only_the_region() -> None:
    form = draw('{% component "filter_bar" action="/lista/" results="results" %}{% endcomponent %}').form

    assert form["hx-get"] == "/lista/"
    assert form["hx-target"] == form["hx-select"] == "#results"


def test_filter_bar_leaves_no_copy_of_a_private_page_in_the_browser() -> None:
    form = draw('{% component "filter_bar" action="/lista/" results="results" %}{% endcomponent %}').form

    assert form["hx-history"] == "false"


def test_filter_bar_asks_for_no_script_in_its_attributes() -> None:
    form = draw('{% component "filter_bar" action="/lista/" results="results" %}{% endcomponent %}').form

    assert not [name for name in form.attrs if name.startswith(("hx-on", "hx-vals", "on"))]


def test_filter_bar_without_a_region_is_a_plain_form() -> None:
    form = draw('{% component "filter_bar" action="/lista/" %}{% endcomponent %}').form

    assert not [name for name in form.attrs if name.startswith("hx-")]


def test_results_bar_offers_the_address_only_when_asked() -> None:
    without, with_copy = (
        draw(f'{{% component "results_bar" count="3" {extra} %}}{{% endcomponent %}}')
        for extra in ("", "copy=True")
    )

    assert without.find(attrs={"data-copy-address": True}) is None
    assert with_copy.find("button", attrs={"data-copy-address": True})["type"] == "button"


def test_copied_text_is_escaped() -> None:
    button = draw(
        '{% include "components/copy_button.html" with label="Copy" text=text only %}',
        text='"><script>alert(1)</script>',
    ).button

    assert button["data-copy"] == '"><script>alert(1)</script>'
    assert button.find("script") is None


def test_removing_a_chip_is_a_link_that_says_what_it_does() -> None:
    link = draw('{% include "components/chip.html" with label="Rok: 2017" url="?a=1" only %}').a

    assert link["href"] == "?a=1"
    assert link.get_text().strip().endswith("Rok: 2017")
    assert link.select_one(".visually-hidden") is not None
