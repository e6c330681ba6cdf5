from playwright.sync_api import expect

from tests.e2e.browsing import Visits
from tests.e2e.pages.people import PeoplePage, UnitTreePage


def test_colleague_is_found_without_polish_letters_with_the_unit(visit: Visits) -> None:
    page = visit("pracownik")
    people = PeoplePage(page).open().find("swiatek")
    main = page.get_by_role("main")

    assert "Świątek Barbara" in people.names()
    assert all("Świątek" in name for name in people.names())

    people.open_person("Świątek Barbara")

    expect(page.get_by_role("heading", level=1)).to_have_text("Barbara Świątek")
    expect(main.get_by_role("link", name="barbara.swiatek@mops.example")).to_be_visible()
    expect(main.get_by_role("link", name="Marek Łukasik")).to_be_visible()

    main.get_by_role("link", name="I Wydział Pracy Środowiskowej").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("I Wydział Pracy Środowiskowej")
    expect(main.get_by_role("link", name="Punkt Pracy Socjalnej nr 1")).to_be_visible()
    expect(main.get_by_role("link", name="Świątek Barbara")).to_be_visible()


def test_tree_shows_which_unit_belongs_to_which(visit: Visits) -> None:
    page = visit("pracownik")
    PeoplePage(page).open().units.click()
    tree = UnitTreePage(page)

    department = tree.node("I Wydział Pracy Środowiskowej")
    expect(department).to_contain_text("Marek Łukasik")
    expect(department.get_by_role("link", name="Punkt Pracy Socjalnej nr 1", exact=True)).to_be_visible()
    expect(department.get_by_role("link", name="Punkt Pracy Socjalnej nr 3", exact=True)).to_have_count(0)
    expect(tree.node("Wydział Ekonomii Społecznej")).to_contain_text("wakat")

    tree.open_unit("Punkt Pracy Socjalnej nr 1")

    expect(page.get_by_role("heading", level=1)).to_have_text("Punkt Pracy Socjalnej nr 1")
