"""Those who write news do it in Wagtail's editor; readers and the bell learn of it at once."""

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import Visits
from tests.e2e.pages.editor import NewsEditor
from tests.e2e.pages.news import NewsPage
from tests.e2e.pages.shell import Shell
from tests.e2e.watch import Watch


@pytest.mark.parametrize("account", ["pracownik", "kierownik"])
def test_who_writes_no_pages_is_refused_the_editor(visit: Visits, watch: Watch, account: str) -> None:
    page = visit(account)
    watch.expect(403, NewsEditor.PATH)

    answer = page.goto(NewsEditor.PATH)

    assert answer is not None
    assert answer.status == 403


def test_chancellery_publishes_news_that_readers_are_told_of(visit: Visits) -> None:
    title = "Parking przy Piotrkowskiej zamknięty w piątek"
    reader, editor = visit("audytor"), NewsEditor(visit("kancelaria"))
    bell, news = Shell(reader), NewsPage(reader)
    news.open()
    reader.goto("/")
    assert bell.unread_news() == 0

    editor.open()
    editor.title.fill(title)
    editor.lead.fill("Wjazd od ulicy Więckowskiego.")
    editor.publish()
    reader.reload()

    assert bell.unread_news() == 1

    bell.bell.click()
    reader.wait_for_url(f"**{NewsPage.PATH}")
    news.open_item(title)
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    expect(reader.get_by_role("main")).to_contain_text("Wjazd od ulicy Więckowskiego.")
    assert bell.unread_news() == 0


def test_editor_sees_the_page_beside_the_form_before_publishing(visit: Visits) -> None:
    editor = NewsEditor(visit("kancelaria")).open()

    editor.title.fill("Szkolenie BHP przeniesione")
    editor.show_preview()

    heading = editor.preview.get_by_role("heading", level=1)
    expect(heading).to_have_text("Szkolenie BHP przeniesione")
    expect(heading).to_be_in_viewport()


def test_page_made_of_blocks_opens_for_editing(visit: Visits) -> None:
    page = visit("kancelaria")
    editor = NewsEditor(page)
    page.goto(editor.PATH)

    page.locator("main a[href$='/edit/']").first.click()

    expect(editor.title).not_to_have_value("")
    expect(editor.blocks.first).to_be_visible()
