"""Pages that some staff have and others do not."""

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import Visits
from tests.e2e.pages.shell import Shell
from tests.e2e.watch import Watch

TEAM, DIRECTOR = "/moj-zespol/", "/dyrektor/"


@pytest.mark.parametrize(
    ("account", "path"),
    [("pracownik", TEAM), ("kadry", TEAM), ("pracownik", DIRECTOR), ("kierownik", DIRECTOR)],
)
def test_page_of_others_is_neither_offered_nor_opened(
    visit: Visits, watch: Watch, account: str, path: str
) -> None:
    page = visit(account)
    watch.expect(403, path)
    page.goto("/")
    expect(Shell(page).side_menu.locator(f"[href='{path}']")).to_have_count(0)

    answer = page.goto(path)

    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_role("heading", level=1)).to_have_text("Ta strona nie jest dla Ciebie dostępna")


def test_head_sees_the_team_and_how_to_reach_it(visit: Visits) -> None:
    page = visit("kierownik")
    page.goto("/")

    Shell(page).side_menu.get_by_role("link", name="Mój zespół").click()
    page.wait_for_url(f"**{TEAM}")

    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="Świątek Barbara")).to_be_visible()
    expect(main.locator("a[href^='tel:']").first).to_be_visible()


def test_director_reads_a_chart_as_a_table_too(visit: Visits) -> None:
    page = visit("dyrektor")
    page.goto("/")
    Shell(page).side_menu.get_by_role("link", name="Ośrodek w liczbach").click()
    page.wait_for_url(f"**{DIRECTOR}")
    chart = page.locator("figure.chart").first
    twin = chart.get_by_role("table")
    expect(chart.locator("svg").first).to_be_visible()
    expect(twin).to_be_hidden()

    chart.get_by_text("Pokaż jako tabelę").click()

    expect(twin).to_be_visible()
    assert twin.get_by_role("rowheader").count() > 1
