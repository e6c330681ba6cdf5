from playwright.sync_api import Page, Response


class OrderPage:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.heading = page.get_by_role("heading", level=1)
        self.state = page.locator(".state")
        self.text = page.get_by_role("article", name="Tekst aktu")
        self.attachments = page.locator(".attachment").get_by_role("link")
        self.done_to_it = page.get_by_role("region", name="Zmiany wprowadzane przez inne akty")

    def attachment_path(self, position: int = 0) -> str:
        return self.attachments.nth(position).get_attribute("href") or ""

    def open_attachment(self, position: int = 0) -> Response:
        """Follow the link of an attachment and return the server's answer."""
        path = self.attachment_path(position)
        with self.page.expect_response(lambda response: response.url.endswith(path)) as answer:
            self.attachments.nth(position).click()
        self.page.wait_for_url(f"**{path}")
        return answer.value
