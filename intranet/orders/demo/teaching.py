"""What the sample chancellery taught the search: words that mean the same, and results pinned to questions."""

from dataclasses import dataclass

from intranet.orders.demo.accounts import Chancellery
from intranet.orders.models import Order
from intranet.search.models import PinnedResult, SynonymGroup
from intranet.search.teaching import save_pin, save_synonyms

ORDERS = "zarzadzenia"
BOTH, ONE_WAY = SynonymGroup.Direction.BOTH, SynonymGroup.Direction.ONE_WAY


@dataclass(frozen=True, slots=True)
class Pin:
    """An order of the director, by its number, for those who ask one of ``questions``."""

    number: int
    year: int
    questions: tuple[str, ...]
    note: str


SYNONYMS = (
    (
        ("łapówka", "korzyść majątkowa"),
        BOTH,
        "Tak pytają pracownicy, a zarządzenie mówi o korzyści majątkowej.",
    ),
    (("inwentaryzacja", "spis z natury"), BOTH, ""),
    (("wolne za szkolenie", "urlop szkoleniowy"), ONE_WAY, "Zwrot potoczny z help desku."),
)
PINS = (
    Pin(2, 2017, ("prezenty od klientów", "czy mogę przyjąć prezent"), "Najczęstsze pytanie przed świętami."),
    Pin(16, 2017, ("kto mnie zastępuje", "karta zastępstwa"), ""),
)


def teach_search(people: Chancellery) -> str:
    """Teach what was never taught; whatever editors have changed or deleted since stays as they left it."""
    if not SynonymGroup.objects.exists():
        for phrases, direction, note in SYNONYMS:
            group = SynonymGroup(phrases="\n".join(phrases), direction=direction, note=note)
            save_synonyms(group=group, by=people.clerk)
    if not PinnedResult.objects.exists():
        for position, pin in enumerate(PINS, start=1):
            _pin(pin, position, people)
    return f"{SynonymGroup.objects.count()} synonym groups, {PinnedResult.objects.count()} pinned results"


def _pin(pin: Pin, position: int, people: Chancellery) -> None:
    orders = Order.objects.filter(kind=Order.Kind.ORDER, number_suffix="")
    order = orders.filter(number=pin.number, year=pin.year).first()
    if order is None:
        return
    row = PinnedResult(
        questions="\n".join(pin.questions),
        source=ORDERS,
        object_id=order.pk,
        label=f"Zarządzenie nr {order.full_number} {order.title}",
        position=position,
        note=pin.note,
    )
    save_pin(pin=row, by=people.clerk)
