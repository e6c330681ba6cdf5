"""The pages of a run: addresses by name, what a right answer holds, and which page is compared with which."""

from dataclasses import dataclass

from tests.benchmarks import signing_in
from tests.benchmarks.client import Visitor
from tests.benchmarks.databases import Prepared
from tests.benchmarks.timing import Page, Timings
from tests.benchmarks.web import WebServer
from tests.benchmarks.wording import ASKED_COMMON, ASKED_RARE, ASKED_TWO, BEGUN_COMMON, BEGUN_RARE, MISTYPED

TABLE_ROW, RESULT, SUGGESTED = b'<tr role="row">', b"search-result__title", b"suggestions__title"
EVENT, CHART, NUMBER, MEANT = b"timeline__item", b'class="chart', b"numbers__row", b"search-meant"
# No page of a list is shorter; one with fewer rows is not the page that was meant.
FEWEST_ROWS = 10

SEARCHES = (
    "search-common",
    "search-rare",
    "search-two",
    "search-number",
    "search-attachment",
    "search-mistyped",
)
SUGGESTIONS = ("suggestions-common", "suggestions-rare", "suggestions-number")
REGISTERS = ("register-100", "register-10000", "table", "timeline", "statistics", "numbers")


@dataclass(frozen=True)
class Servers:
    """The product with the large register, with the small one, and the stock project."""

    main: WebServer
    small: WebServer
    stock: WebServer


def addresses(prepared: Prepared) -> dict[str, str]:
    """Return the addresses of the pages that everybody opens daily, by name."""
    return {
        "home": "/",
        "register": "/zarzadzenia/",
        "order": f"/zarzadzenia/{prepared.example['order']}/",
        "search": f"/szukaj/?q={ASKED_COMMON}",
        "people": "/pracownicy/",
    }


def of_the_register(prepared: Prepared) -> dict[str, str]:
    """Return the addresses of the register's other pages, by name."""
    return {
        "table": f"/zarzadzenia/rejestr/?rok={prepared.example['year']}",
        "timeline": f"/zarzadzenia/{prepared.example['order']}/historia/",
        "statistics": "/zarzadzenia/statystyka/",
    }


def mistyped() -> str:
    """Return the address of a question that nothing answers, which makes a worker load the vocabulary."""
    return f"/szukaj/?q={MISTYPED}"


def seen_pages(prepared: Prepared) -> dict[str, str]:
    """Return what is looked at with a browser: one page of each kind that everybody meets."""
    return (
        addresses(prepared)
        | of_the_register(prepared)
        | {
            "sign-in": signing_in.ADDRESS,
            "person": f"/pracownicy/{prepared.example['person']}/",
            "units": "/pracownicy/komorki/",
            "unit": f"/pracownicy/komorki/{prepared.example['unit']}/",
            "news": "/aktualnosci/",
            "information": "/strony/",
            "statement": "/deklaracja-dostepnosci/",
            "note": "/uwagi/nowa/?strona=/",
        }
    )


def timed_pages(prepared: Prepared, servers: Servers) -> list[Page]:
    """Return the pages whose cost is measured, in the order in which they take turns. Raises WrongAnswer."""
    address = addresses(prepared) | of_the_register(prepared)
    number, year = str(prepared.example["number"]), prepared.example["year"]
    member, clerk = (
        signing_in.signed_in(servers.main.port, login) for login in (signing_in.LOGIN, signing_in.CLERK)
    )
    reader = signing_in.signed_in(servers.small.port)
    staff, editor = (
        Visitor(servers.stock.port, {"sessionid": prepared.stock[name]}) for name in ("staff", "editor")
    )

    def ours(name: str, path: str, mark: bytes, marks: int = 1, visitor: Visitor = member) -> Page:
        return Page(name, visitor, path, servers.main.pid, mark, marks)

    def stock(name: str, path: str, mark: bytes, marks: int = 1, visitor: Visitor = staff) -> Page:
        return Page(name, visitor, path, servers.stock.pid, mark, marks)

    def suggestions(name: str, begun: str, marks: int = 1) -> Page:
        return ours(name, f"/szukaj/podpowiedzi/?q={begun}", SUGGESTED, marks)

    # What the others are compared with stands in the middle: measured near to all of them.
    return [
        stock("stock-wagtail-editor", prepared.stock["path"], b"<wagtail-userbar", visitor=editor),
        ours("table", address["table"], TABLE_ROW, FEWEST_ROWS),
        ours("timeline", address["timeline"], EVENT, 4),
        ours("statistics", address["statistics"], CHART),
        ours("numbers", f"/zarzadzenia/numery/?rok={year}", NUMBER, 2, clerk),
        Page("register-100", reader, address["register"], servers.small.pid, TABLE_ROW, FEWEST_ROWS),
        ours("register-10000", address["register"], TABLE_ROW, FEWEST_ROWS),
        ours("people", address["people"], TABLE_ROW, FEWEST_ROWS),
        ours("home", address["home"], b'<li class="row'),
        ours("bare", f"/benchmark/bare/{prepared.example['unit']}/", b""),
        ours("shell", "/benchmark/shell/", b"side-menu__link"),
        ours("order", address["order"], number.encode()),
        suggestions("suggestions-common", BEGUN_COMMON, marks=3),
        suggestions("suggestions-rare", BEGUN_RARE),
        suggestions("suggestions-number", number),
        ours("search-number", f"/szukaj/?q={number}", RESULT),
        ours("search-common", address["search"], RESULT, FEWEST_ROWS),
        ours("search-rare", f"/szukaj/?q={ASKED_RARE}", RESULT, 2),
        ours("search-two", f"/szukaj/?q={_typed(ASKED_TWO)}", RESULT, FEWEST_ROWS),
        ours("search-attachment", f"/szukaj/?q={_typed('zal. 2')}", RESULT),
        ours("search-mistyped", mistyped(), MEANT),
        stock("stock-wagtail", prepared.stock["path"], b"<h2>", FEWEST_ROWS),
        stock("stock-search", f"/search/?query={ASKED_COMMON}", b"<h4>", FEWEST_ROWS),
    ]


def ratios(timings: Timings) -> dict[str, float]:
    """Return the costs of the pages, under the names of `goals.toml`."""
    shells = ("order", "home", "people", *REGISTERS, *SEARCHES, *SUGGESTIONS)
    bares = ("shell", "stock-wagtail", "stock-wagtail-editor", "stock-search")
    evenness = timings.ratio("search-common", "search-rare")
    return {
        "bare": timings.milliseconds("bare"),
        "shell-ms": timings.milliseconds("shell"),
        **{name: timings.ratio(name, "bare") for name in bares},
        **{name: timings.ratio(name, "shell") for name in shells},
        "order-against-stock-wagtail": timings.ratio("order", "stock-wagtail"),
        "search-against-stock-wagtail": timings.ratio("search-common", "stock-search"),
        "register-growth": timings.ratio("register-10000", "register-100"),
        "search-evenness": max(evenness, 1 / evenness),
    }


def _typed(question: str) -> str:
    return question.replace(" ", "+")
