"""Relations of a whole table at once: whom each act means, and what relations together cannot be.

Old acts are only being written down, so what their authors got wrong is a remark (see `orders.relating`); an act
that acts on itself, the same said twice and a circle no register can hold.
"""

from collections.abc import Iterable
from datetime import date

from intranet.core.dates import short_date
from intranet.orders.importing.problems import Problems
from intranet.orders.importing.register_now import RegisterNow
from intranet.orders.importing.rows import Key, Row, Tie
from intranet.orders.importing.surroundings import Surroundings
from intranet.orders.importing.written import WrittenRelation
from intranet.orders.models import NUMBERED_KINDS, Order, OrderRelation

Node = int | Row


class Resolver:
    """Finds the acts that rows name, in the table first and then in the register."""

    def __init__(
        self, rows: dict[Key, Row], register: RegisterNow, around: Surroundings, problems: Problems
    ) -> None:
        self._rows, self._register, self._around, self._problems = rows, register, around, problems
        self._external: dict[str, list[Row]] = {}
        for row in rows.values():
            if row.external_number:
                self._external.setdefault(row.external_number, []).append(row)

    def resolve(self, row: Row) -> None:
        """Fill ``ties`` of ``row``; note what is not found and what is said twice or of itself."""
        own = self._node(row.key) if row.key else row
        said: set[tuple[Node, str, str]] = set()
        for relation in row.relations:
            found = self._found(relation, row)
            if len(found) != 1:
                self._note("target_ambiguous" if found else "target_unknown", relation, row)
                continue
            what = (found[0], relation.type, relation.fragment)
            if found[0] == own or found[0] is row:
                self._note("target_itself", relation, row)
            elif what in said:
                self._note("target_twice", relation, row)
            else:
                said.add(what)
                day = relation.effective_on or row.effective_from
                row.ties.append(Tie(relation.type, found[0], relation.fragment, day))
                self._note_later(relation, row, found[0])

    def _note(self, code: str, relation: WrittenRelation, row: Row, **params: str) -> None:
        number = relation.number
        self._problems.add(code, row=row.row, column=relation.column, value=number, number=number, **params)

    def _note_later(self, relation: WrittenRelation, row: Row, target: Node) -> None:
        signed_on = self._register.signed[target] if isinstance(target, int) else target.signed_on
        if signed_on > row.signed_on > date.min:
            self._note("target_later", relation, row, day=short_date(signed_on))

    def _found(self, relation: WrittenRelation, row: Row) -> list[Node]:
        if relation.kind != Order.Kind.EXTERNAL_ACT:
            usual = row.kind if row.kind in NUMBERED_KINDS else Order.Kind.ORDER
            kind = relation.kind or usual
            number = self._around.numbers.read(relation.number, kind)
            if number is not None:
                place = (number.year, number.number, number.suffix)
                if (node := self._node((kind, *place))) is not None:
                    return [node]
                if relation.kind is None:
                    others = [self._node((other, *place)) for other in NUMBERED_KINDS if other != kind]
                    if found := [other for other in others if other is not None]:
                        return found
                return []
        return self._external_acts(relation.number)

    def _external_acts(self, number: str) -> list[Node]:
        in_register: list[Node] = list(self._register.external.get(number, []))
        nodes = [self._node(row.key) for row in self._external.get(number, []) if row.key]
        return list(dict.fromkeys([*in_register, *(node for node in nodes if node is not None)]))

    def _node(self, key: Key) -> Node | None:
        """Return the act with ``key``: as it is in the register, or else its row of the table."""
        if (pk := self._register.ids.get(key)) is not None:
            return pk
        return self._rows.get(key)


def note_circles(rows: Iterable[Row], problems: Problems) -> None:
    """Note each circle once. Nothing registered acts on what is not yet there, so only rows can make one."""
    white = {row: [tie.target for tie in row.ties if isinstance(tie.target, Row)] for row in rows}
    done: set[Row] = set()
    for start in white:
        if start in done:
            continue
        # A walk without recursion: a chain may be as long as the table.
        path: list[Row] = [start]
        on_path = {start}
        waiting = [iter(white[start])]
        while path:
            following = next(waiting[-1], None)
            if following is None:
                waiting.pop()
                done.add(path[-1])
                on_path.discard(path.pop())
            elif following in on_path:
                _note_circle(path[path.index(following) :], problems)
            elif following not in done and following in white:
                path.append(following)
                on_path.add(following)
                waiting.append(iter(white[following]))


def _note_circle(circle: list[Row], problems: Problems) -> None:
    chain = " → ".join(row.full_number for row in (*circle[:8], circle[0]))
    last, first = circle[-1], circle[0]
    number = next(tie for tie in last.ties if tie.target is first)
    column = _COLUMNS[number.type]
    problems.add("circle", row=last.row, column=column, value=first.full_number, chain=chain)


def note_dead_targets(rows: Iterable[Row], register: RegisterNow, problems: Problems) -> None:
    """Remark on acts amended or repealed after another act had repealed them whole."""
    repeals: dict[Node, list[tuple[date, Node]]] = {}
    rows = list(rows)
    for source, target, day in register.whole_repeals():
        repeals.setdefault(target, []).append((day, source))
    for row in rows:
        for tie in row.ties:
            if tie.type == OrderRelation.Type.REPEALS and not tie.fragment:
                repeals.setdefault(tie.target, []).append((tie.effective_on, row))
    numbers = {pk: _written(key) for key, pk in register.ids.items()} if repeals else {}
    for row in rows:
        for tie in row.ties:
            if tie.type == OrderRelation.Type.CORRECTS:
                continue
            before = [
                (day, source)
                for day, source in repeals.get(tie.target, [])
                if source is not row and day < tie.effective_on
            ]
            if not before:
                continue
            day, repealing = min(before, key=lambda found: found[0])
            dead = numbers[tie.target] if isinstance(tie.target, int) else tie.target.full_number
            repealer = numbers[repealing] if isinstance(repealing, int) else repealing.full_number
            problems.add(
                "target_repealed",
                row=row.row,
                column=_COLUMNS[tie.type],
                value=dead,
                number=dead,
                repealer=repealer,
                day=short_date(day),
            )


def _written(key: Key) -> str:
    kind, *rest = key
    return f"{rest[1]}{rest[2]}/{rest[0]}" if kind else str(rest[0])


_COLUMNS: dict[str, str] = {
    OrderRelation.Type.AMENDS: "amends",
    OrderRelation.Type.REPEALS: "repeals",
    OrderRelation.Type.CORRECTS: "corrects",
}
