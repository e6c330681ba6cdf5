"""Read the register of demo orders: one TOML file an order, in ``register/``.

In a text, a line that begins with two spaces continues the line above; every other line is a block for
`intranet.core.legal_text`. ``{legal_basis}``, ``{signed_on}``, ``{effective_from}`` and ``{year}`` are
filled in. Days given as ``signed_days``, ``published_days`` or ``effective_days`` count from the day of
loading; one that falls on a weekend moves back to Friday, when offices still sign. ``scan`` is the title of a
scanned copy of the paper: a picture, as most old papers are kept.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, TypeVar, get_args

from intranet.core.dates import long_date
from intranet.orders.demo.table import DemoContentError, Table

REGISTER = Path(__file__).with_name("register")

OrderKind = Literal["ORDER", "CIRCULAR", "DECISION", "INSTRUCTION_ORDER", "EXTERNAL_ACT"]
RelationType = Literal["AMENDS", "REPEALS", "CORRECTS"]
AttachmentRole = Literal["REGULATIONS", "MANUAL", "PROCEDURE", "POLICY", "FORM", "ANNEX"]

Choice = TypeVar("Choice", bound=str)

DIRECTOR = "Dyrektor Miejskiego Ośrodka Pomocy Społecznej w Łodzi"
_FRIDAY = 5
_CONTINUATION = re.compile(r"\n {2,}(?=\S)")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class DemoRelation:
    """What an order does to the one whose key is ``target``; without ``effective_on``, with its own force."""

    type: RelationType
    target: str
    fragment: str
    effective_on: date | None


@dataclass(frozen=True, slots=True)
class DemoAttachment:
    number: int
    title: str
    role: AttachmentRole
    body: str


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """One act of the register.

    ``number`` is None for external acts, which have ``external_number``. ``audience`` holds unit symbols and
    is empty exactly when ``is_for_everyone``. ``change_summary`` says in words what an amending act changes.
    ``jrwa`` is the symbol of a class of the list that order 13/2017 brings in.
    """

    kind: OrderKind
    number: int | None
    suffix: str
    external_number: str
    subject: str
    issuer: str
    signed_on: date
    published_on: date
    effective_from: date
    effective_until: date | None
    owner_unit: str
    executor: str
    distribution: tuple[str, ...]
    legal_basis: str
    body: str
    change_summary: str
    is_for_everyone: bool
    audience: tuple[str, ...]
    relations: tuple[DemoRelation, ...]
    attachments: tuple[DemoAttachment, ...]
    jrwa: str
    original_place: str
    scan: str

    @property
    def year(self) -> int:
        return self.signed_on.year

    @property
    def reference(self) -> str:
        """Return "13a/2017", or the issuer's own number of an external act."""
        return self.external_number or f"{self.number}{self.suffix}/{self.year}"

    @property
    def key(self) -> str:
        """Return the name that relations use: "ORDER 13a/2017"."""
        return f"{self.kind} {self.reference}"


def load_demo_orders(today: date, folder: Path = REGISTER) -> tuple[DemoOrder, ...]:
    """Return all orders of ``folder``, each after the orders it relates to. Raises DemoContentError."""
    orders = [_read_order(path, today) for path in sorted(folder.glob("*.toml"))]
    orders.sort(key=lambda order: (order.signed_on, order.kind, order.number or 0, order.suffix))
    _check_register(orders)
    return tuple(orders)


def _read_order(path: Path, today: date) -> DemoOrder:
    table = Table(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    kind = one_of(table, "kind", get_args(OrderKind))
    signed_on = _day(table, "signed_on", "signed_days", today)
    effective_from = _day(table, "effective_from", "effective_days", today)
    audience = table.text_or_texts("audience")
    if isinstance(audience, str) and audience != "everyone":
        raise table.error('audience must be "everyone" or a list of unit symbols')
    legal_basis = unwrapped(table.text("legal_basis"))
    words = {
        "legal_basis": legal_basis,
        "signed_on": long_date(signed_on),
        "effective_from": long_date(effective_from),
        "year": str(signed_on.year),
    }
    order = DemoOrder(
        kind=kind,
        number=table.optional_number("number"),
        suffix=table.text("suffix", default=""),
        external_number=table.text("external_number", default=""),
        subject=unwrapped(table.text("subject")),
        issuer=table.text("issuer", default=DIRECTOR),
        signed_on=signed_on,
        published_on=_day(table, "published_on", "published_days", today),
        effective_from=effective_from,
        effective_until=table.optional_day("effective_until"),
        owner_unit=table.text("owner_unit"),
        executor=unwrapped(table.text("executor")),
        distribution=table.texts("distribution"),
        legal_basis=legal_basis,
        body=filled(table, "body", words),
        change_summary=unwrapped(table.text("change_summary", default="")),
        is_for_everyone=isinstance(audience, str),
        audience=() if isinstance(audience, str) else audience,
        relations=tuple(read_relation(inner) for inner in table.tables("relations")),
        attachments=tuple(read_attachment(inner, words) for inner in table.tables("attachments")),
        jrwa=table.text("jrwa", default=""),
        original_place=table.text("original_place", default=""),
        scan=table.text("scan", default=""),
    )
    _check_order(table, order)
    table.finish()
    return order


def read_relation(table: Table) -> DemoRelation:
    """Read one table of ``relations``; a target without its kind is an order of the director."""
    target = table.text("target")
    relation = DemoRelation(
        type=one_of(table, "type", get_args(RelationType)),
        target=target if " " in target else f"ORDER {target}",
        fragment=table.text("fragment", default=""),
        effective_on=table.optional_day("effective_on"),
    )
    table.finish()
    return relation


def read_attachment(table: Table, words: Mapping[str, str]) -> DemoAttachment:
    """Read one table of ``attachments``."""
    attachment = DemoAttachment(
        number=table.number("number"),
        title=table.text("title"),
        role=one_of(table, "role", get_args(AttachmentRole)),
        body=filled(table, "body", words),
    )
    table.finish()
    return attachment


def one_of(table: Table, key: str, choices: tuple[Choice, ...]) -> Choice:
    """Return the text under ``key``, which must be one of ``choices``."""
    value = table.text(key)
    for choice in choices:
        if choice == value:
            return choice
    raise table.error(f"{key} must be one of {choices}, not {value}")


def _day(table: Table, key: str, relative_key: str, today: date) -> date:
    fixed, days = table.optional_day(key), table.optional_number(relative_key)
    if fixed is not None and days is None:
        return fixed
    if fixed is None and days is not None:
        day = today + timedelta(days=days)
        return day - timedelta(days=max(0, day.isoweekday() - _FRIDAY))
    raise table.error(f"give {key} or {relative_key}, not both")


def unwrapped(text: str) -> str:
    """Return ``text`` with its indented lines joined to the lines above."""
    return _CONTINUATION.sub(" ", text).strip()


def filled(table: Table, key: str, words: Mapping[str, str], default: str | None = None) -> str:
    """Return the text under ``key`` with its placeholders replaced by ``words``."""
    text = unwrapped(table.text(key, default=default))
    if unknown := set(_PLACEHOLDER.findall(text)) - words.keys():
        raise table.error(f"{key} has unknown placeholders: {sorted(unknown)}")
    return _PLACEHOLDER.sub(lambda match: words[match[1]], text)


def _check_order(table: Table, order: DemoOrder) -> None:
    is_external = order.kind == "EXTERNAL_ACT"
    year = table.optional_number("year")
    if is_external == (order.number is not None) or is_external != bool(order.external_number):
        raise table.error("external acts have external_number, all others have number")
    if year is not None and year != order.year:
        raise table.error(f"signed in {order.year}, numbered in {year}")
    if order.published_on < order.signed_on:
        raise table.error("published before it was signed")
    if order.effective_until is not None and order.effective_until < order.effective_from:
        raise table.error("ends before it enters into force")
    numbers = [attachment.number for attachment in order.attachments]
    if numbers != list(range(1, len(numbers) + 1)):
        raise table.error(f"attachments are numbered {numbers}")


def _check_register(orders: Iterable[DemoOrder]) -> None:
    earlier: set[str] = set()
    for order in orders:
        if order.key in earlier:
            raise DemoContentError(f"{order.key}: the number is taken twice")
        for relation in order.relations:
            if relation.target not in earlier:
                raise DemoContentError(f"{order.key}: no earlier order {relation.target}")
        earlier.add(order.key)
