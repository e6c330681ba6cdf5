"""The staff of the demo centre: the named people and, by a fixed rule, all others."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from deploy.demo.directory.names import MEN, SURNAMES, WOMEN, feminine
from deploy.demo.directory.staffing import GROUP_OF_TITLE, HEAD, HEADCOUNT, NAMED_PEOPLE, Named
from deploy.demo.directory.units import MANAGEMENT, POST, UNITS, Unit

MAIL_DOMAIN = "mops.example"
FIRST_EMPLOYEE_NUMBER = 10001
# They work away from a desk, so they have neither a telephone nor a room: such entries exist in real life.
WITHOUT_DESK = frozenset({"pracownik gospodarczy", "kierowca"})
# Every fifth generated person is a man and every seventeenth woman has a double-barrelled surname.
MAN_EVERY, DOUBLE_EVERY = 5, 17
# Steps without a common divisor with the lengths of the lists: every name comes before any comes back.
GIVEN_NAME_STEP, SURNAME_STEP = 11, 37


@dataclass(frozen=True)
class Person:
    """A member of staff; phone and room are empty for people without a desk."""

    login: str
    given_name: str
    surname: str
    title: str
    unit: Unit
    mail: str
    employee_number: int
    phone: str
    room: str
    is_head: bool

    @property
    def name(self) -> str:
        """Return the given name and the surname."""
        return f"{self.given_name} {self.surname}"

    @property
    def job_groups(self) -> frozenset[str]:
        """Return the job groups the person belongs to: the one of the title, and that of heads."""
        groups = {GROUP_OF_TITLE[self.title]} if self.title in GROUP_OF_TITLE else set()
        if self.is_head and self.unit.kind not in (MANAGEMENT, POST):
            groups.add(HEAD)
        return frozenset(groups)


def make_people() -> list[Person]:
    """Return all staff, unit after unit, the head of each first."""
    names_at_work = _generated_names()
    people: list[Person] = []
    logins: set[str] = set()
    for unit in UNITS:
        posts = [post for post in NAMED_PEOPLE if post.unit == unit.symbol]
        for title, headcount in HEADCOUNT.get(unit.symbol, {}).items():
            posts += [Named(unit.symbol, *next(names_at_work), title) for _ in range(headcount)]
        for place, post in enumerate(posts):
            address = _free_address(post, logins)
            logins.add(address)
            people.append(_person(post, unit, address, place=place, position=len(people)))
    return people


def _person(post: Named, unit: Unit, address: str, *, place: int, position: int) -> Person:
    has_desk = post.title not in WITHOUT_DESK
    return Person(
        login=post.login or address,
        given_name=post.given_name,
        surname=post.surname,
        title=post.title,
        unit=unit,
        mail=f"{address}@{MAIL_DOMAIN}",
        employee_number=FIRST_EMPLOYEE_NUMBER + position,
        phone=f"+48 42 000 {20 + position // 100} {position % 100:02}" if has_desk else "",
        room=str(unit.room + (place + 1) // 2) if has_desk else "",
        is_head=post.is_head,
    )


def _generated_names() -> Iterator[tuple[str, str]]:
    """Give pairs of given name and surname, never the same twice nor that of a named person."""
    used = {(post.given_name, post.surname) for post in NAMED_PEOPLE}
    for number in count(1):
        surname = _nth(SURNAMES, number * SURNAME_STEP)
        if number % MAN_EVERY == 0:
            pair = _nth(MEN, number // MAN_EVERY * GIVEN_NAME_STEP), surname
        else:
            pair = _nth(WOMEN, number * GIVEN_NAME_STEP), _of_a_woman(surname, number)
        if pair not in used:
            used.add(pair)
            yield pair


def _of_a_woman(surname: str, number: int) -> str:
    if number % DOUBLE_EVERY:
        return feminine(surname)
    return f"{feminine(surname)}-{feminine(_nth(SURNAMES, number * (SURNAME_STEP + 1)))}"


def _nth(names: list[str], number: int) -> str:
    return names[number % len(names)]


def _free_address(post: Named, taken: set[str]) -> str:
    """Return name.surname in ASCII, numbered from 2 for people of the same name."""
    plain = address = _ascii(f"{post.given_name}.{post.surname}")
    number = 1
    while address in taken:
        number += 1
        address = f"{plain}{number}"
    return address


def _ascii(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return letters.encode("ascii", "ignore").decode()
