"""The filters of the results page: what can be chosen, how much choosing it would show, and what is chosen."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from intranet.core.filters import Chip
from intranet.search.answering import Answer
from intranet.search.narrowing import Facet, Facts, Hit, Narrowing
from intranet.search.registry import sources, status_labels
from intranet.search.unit_names import units_by_id


@dataclass(frozen=True)
class Choice:
    """A value of a filter and the address that chooses it; no ``count`` when there is too much to be counted."""

    label: str | Promise
    url: str
    is_current: bool
    count: int | None


@dataclass(frozen=True)
class Menu:
    """A filter other than the kind; ``chosen`` names its value, if it has one."""

    name: str
    label: str
    choices: list[Choice]
    chosen: str | Promise


@dataclass(frozen=True)
class Filters:
    """Everything around the list that narrows it."""

    tabs: list[Choice]
    menus: list[Menu]
    chips: list[Chip]
    clear_url: str


def filters_of(answer: Answer, narrowing: Narrowing, address: QueryDict) -> Filters:
    """Return the filters of ``answer``; ``address`` holds the valid ones as they were asked for.

    The choices of a filter are counted among what fits the other filters, so a count is what its choice would show.
    """
    counting = _Counting(answer, narrowing, address)
    return Filters(
        tabs=counting.tabs(),
        menus=[counting.days(), *filter(None, (counting.units(), counting.statuses()))],
        chips=counting.chips(),
        clear_url=counting.url(rodzaj="", rok="", od="", do="", komorka="", status=""),
    )


Value = TypeVar("Value")


class _Counting:
    def __init__(self, answer: Answer, narrowing: Narrowing, address: QueryDict) -> None:
        self.facts = answer.whole.facts
        self.is_complete = answer.whole.is_complete
        self.narrowing = narrowing
        self.address = address
        self.units_by_id = units_by_id()

    def url(self, **changes: str) -> str:
        query = self.address.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return f"?{query.urlencode()}"

    def counts(self, facet: Facet, value: Callable[[Hit, Facts], Value]) -> Counter[Value]:
        fits = self.narrowing.without(facet).fits
        return Counter(value(hit, facts) for hit, facts in self.facts.items() if fits(hit, facts))

    def choice(self, label: str | Promise, url: str, count: int, *, is_current: bool) -> Choice:
        return Choice(label, url, is_current, count if self.is_complete else None)

    def tabs(self) -> list[Choice]:
        counts = self.counts(Facet.KIND, lambda hit, facts: hit[0])
        chosen = self.narrowing.kind
        shown = [s for s in sources if counts[s.key] or s.key == chosen or not self.is_complete]
        everything = self.choice(
            _("Everything"), self.url(rodzaj=""), sum(counts.values()), is_current=not chosen
        )
        return [
            everything,
            *(
                self.choice(s.label, self.url(rodzaj=s.key), counts[s.key], is_current=s.key == chosen)
                for s in shown
            ),
        ]

    def days(self) -> Menu:
        counts = self.counts(Facet.DAYS, lambda hit, facts: facts[0] // 10_000)
        chosen = int(self.address.get("rok", 0))
        years = sorted({*counts, chosen} - {0}, reverse=True)
        choices = [
            self.choice(
                str(year),
                self.url(rok="" if year == chosen else str(year), od="", do=""),
                counts[year],
                is_current=year == chosen,
            )
            for year in years
        ]
        return Menu("dni", _("Date"), choices, self.words_of_days())

    def words_of_days(self) -> str:
        year, first, last = (self.address.get(name, "") for name in ("rok", "od", "do"))
        if first and last:
            return f"{first} – {last}"
        if first or last:
            return _("from %(day)s") % {"day": first} if first else _("until %(day)s") % {"day": last}
        return year

    def units(self) -> Menu | None:
        counts = self.counts(Facet.UNIT, lambda hit, facts: facts[1])
        chosen = self.narrowing.unit
        offered = [pk for pk in self.units_by_id if counts[pk] or pk == chosen]
        choices = [
            self.choice(
                self.units_by_id[pk].name,
                self.url(komorka="" if pk == chosen else self.units_by_id[pk].symbol),
                counts[pk],
                is_current=pk == chosen,
            )
            for pk in sorted(offered, key=lambda pk: -counts[pk])
        ]
        return Menu("komorka", _("Unit"), choices, self.unit_name()) if choices else None

    def unit_name(self) -> str:
        unit = self.units_by_id.get(self.narrowing.unit or 0)
        return unit.name if unit else ""

    def statuses(self) -> Menu | None:
        counts = self.counts(Facet.STATUS, lambda hit, facts: facts[2])
        chosen = self.narrowing.status
        labels = status_labels()
        choices = [
            self.choice(
                label,
                self.url(status="" if key == chosen else key),
                counts[key],
                is_current=key == chosen,
            )
            for key, label in labels.items()
            if counts[key] or key == chosen
        ]
        return Menu("status", _("Status"), choices, labels.get(chosen, "")) if choices else None

    def chips(self) -> list[Chip]:
        kind = sources.get(self.narrowing.kind) if self.narrowing.kind else None
        chosen: Iterable[tuple[str, str, str | Promise, str]] = [
            ("rodzaj", _("Kind"), kind.label if kind else "", self.url(rodzaj="")),
            ("dni", _("Date"), self.words_of_days(), self.url(rok="", od="", do="")),
            ("komorka", _("Unit"), self.unit_name(), self.url(komorka="")),
            ("status", _("Status"), status_labels().get(self.narrowing.status, ""), self.url(status="")),
        ]
        return [Chip(name, f"{label}: {words}", url) for name, label, words, url in chosen if words]
