"""Progress says in words what it shows in shapes."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.utils import translation


def draw(source: str, **context: object) -> BeautifulSoup:
    template = Template("{% load components i18n %}" + source)
    return BeautifulSoup(template.render(Context(context)), "html.parser")


def ring(percent: object) -> BeautifulSoup:
    return draw(
        '{% include "components/progress_ring.html" with label="Trained" percent=percent only %}',
        percent=percent,
    )


def test_progress_is_said_in_words() -> None:
    page = draw('{% include "components/progress_bar.html" with label="Read" value=7 max=10 only %}')

    assert page.progress["aria-label"] == "Read"
    assert (page.progress["value"], page.progress["max"]) == ("7", "10")
    assert page.progress["aria-valuetext"] == page.select_one(".progress__text").get_text()


def test_a_fraction_in_an_attribute_has_a_point_in_polish_too() -> None:
    with translation.override("pl"):
        page = draw(
            '{% include "components/progress_bar.html" with label="Read" value=value max=1 only %}', value=0.5
        )

    assert page.progress["value"] == "0.5"


def test_nothing_done_is_not_the_same_as_unknown() -> None:
    nothing = draw('{% include "components/progress_bar.html" with label="Read" value=0 max=3 only %}')
    unknown = draw('{% include "components/progress_bar.html" with label="Read" only %}')

    assert nothing.progress["value"] == "0"
    assert "value" not in unknown.progress.attrs
    assert unknown.select_one(".progress__text").get_text() != ""


@pytest.mark.parametrize(
    ("percent", "shown"), [(0, "0%"), (0.2, "1%"), (68.4, "68%"), (99.7, "99%"), (100, "100%"), (130, "100%")]
)
def test_only_everything_is_a_hundred_percent_and_only_nothing_is_zero(percent: float, shown: str) -> None:
    page = ring(percent)

    assert page.find("text").get_text() == shown
    assert page.svg["aria-label"] == f"Trained: {shown}"


def test_an_unknown_share_has_no_number() -> None:
    page = ring(None)

    assert page.svg["role"] == "progressbar"
    assert page.find("text") is None


def test_the_current_stage_is_marked_and_each_state_has_its_word() -> None:
    page = draw(
        '{% component "steps" label="Way" %}'
        '{% include "components/step.html" with title="A" state="done" only %}'
        '{% include "components/step.html" with title="B" state="current" only %}'
        '{% include "components/step.html" with title="C" state="failed" only %}'
        '{% include "components/step.html" with title="D" only %}{% endcomponent %}'
    )

    assert page.select_one("[aria-current=step] .step__title").get_text() == "B"
    words = {word.get_text() for word in page.select(".step__state")}
    assert len(words) == 4
    assert "" not in words


@pytest.mark.parametrize(("given", "drawn"), [("", 3), ("count=5", 5)])
def test_a_skeleton_is_hidden_from_screen_readers_and_says_it_is_loading(given: str, drawn: int) -> None:
    page = draw(f'{{% include "components/skeleton.html" with kind="rows" {given} only %}}')

    assert len(page.select("[aria-hidden=true] > .skeleton__item")) == drawn
    assert page.select_one("p.visually-hidden").get_text() != ""


def test_the_change_of_a_number_is_words_beside_its_arrow() -> None:
    page = draw(
        '{% include "components/stat.html" with label="Open" value="23" change="4 more" direction="up" only %}'
    )

    assert page.select_one(".stat__change").get_text(strip=True) == "4 more"
    assert page.select_one(".stat__change svg")["aria-hidden"] == "true"


def test_a_number_without_a_change_has_no_arrow() -> None:
    page = draw('{% include "components/stat.html" with label="Open" value="23" url="/open/" only %}')

    assert page.select_one(".stat__change") is None
    assert page.a["href"] == "/open/"
