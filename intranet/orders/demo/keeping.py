"""What happened to the sample register after registration: held numbers, a correction, files taken away."""

from dataclasses import dataclass
from datetime import date

from intranet.orders.demo.accounts import Chancellery
from intranet.orders.demo.content import DIRECTOR
from intranet.orders.models import (
    FileWithdrawal,
    HeldNumber,
    Order,
    OrderAttachment,
    OrderCorrection,
    RegisterSettings,
)
from intranet.orders.numbering import next_number
from intranet.orders.numbers import OrderNumber
from intranet.orders.services.correcting import Metadata, correct_order
from intranet.orders.services.numbering import hold_number, release_number
from intranet.orders.services.settings import save_settings
from intranet.orders.services.withdrawing import ask_withdrawal, confirm_withdrawal

ESTABLISHED_ON = date(1990, 3, 1)
RESERVED, ANNULLED = HeldNumber.State.RESERVED, HeldNumber.State.ANNULLED


@dataclass(frozen=True, slots=True)
class Correction:
    """Fields of an order of 2017 that were written down wrongly."""

    number: int
    fields: dict[str, str]
    reason: str


CORRECTIONS = (
    Correction(
        12,
        {
            "original_place": "archiwum zakładowe, spis 2/2023, poz. 14",
            "executor": "kierownik Zespołu Zamówień Publicznych, kierownicy komórek organizacyjnych",
        },
        "Oryginał przekazano do archiwum zakładowego. W metryce pominięto kierowników komórek, których § 3 "
        "zobowiązuje do składania wniosków.",
    ),
)
NOT_SIGNED = "nadano go projektowi, którego dyrektor nie podpisał; wpis w papierowym rejestrze przekreślono"
WAITS_FOR_SIGNATURE = "dla zarządzenia w sprawie gospodarki kasowej, oczekującego na podpis"
NOT_ISSUED = "zarządzenia nie wydano w 2017 r., numer nie został użyty"
SIGNED_ON_PAPER = (
    "dla zarządzenia w sprawie inwentaryzacji rocznej, podpisywanego na papierze",
    "dla zarządzenia w sprawie planu kontroli na przyszły rok, uzgadnianego z zastępcami dyrektora",
)
LEAKED = "Na drugiej stronie skanu jest odręczna notatka, która nie należy do zarządzenia."
UNREADABLE = "Skan jest obcięty z prawej strony. Przygotowujemy poprawny."


def keep_register(people: Chancellery, today: date) -> None:
    """Do what is not done yet: everything here happens once, whatever people have done since."""
    if not RegisterSettings.objects.exists():
        save_settings(issuer=DIRECTOR, established_on=ESTABLISHED_ON, by=people.clerk)
    if not HeldNumber.objects.exists():
        _hold_numbers(people, today)
    for correction in CORRECTIONS:
        _correct(correction, people)
    _withdraw(people)


def _hold_numbers(people: Chancellery, today: date) -> None:
    """Account for two of the numbers missing in 2017 and leave the rest as the gaps they are."""
    kind = Order.Kind.ORDER
    first, third = OrderNumber(1, "", 2017), OrderNumber(3, "", 2017)
    if not Order.objects.filter(kind=kind, year=2017, number__in=(1, 3), number_suffix="").exists():
        hold_number(kind=kind, number=first, state=ANNULLED, reason=NOT_SIGNED, by=people.clerk)
        hold_number(kind=kind, number=third, state=RESERVED, reason=WAITS_FOR_SIGNATURE, by=people.clerk)
        release_number(kind=kind, number=third, reason=NOT_ISSUED, by=people.second_clerk)
    for reason in SIGNED_ON_PAPER:
        number = next_number(kind, today.year)
        hold_number(kind=kind, number=number, state=RESERVED, reason=reason, by=people.clerk)


def _correct(correction: Correction, people: Chancellery) -> None:
    order = Order.objects.filter(kind=Order.Kind.ORDER, year=2017, number=correction.number).first()
    if order is None or OrderCorrection.objects.filter(order=order).exists():
        return
    correct_order(
        order=order,
        metadata=Metadata(fields=correction.fields),
        reason=correction.reason,
        seen_corrections=0,
        by=people.clerk,
    )


def _withdraw(people: Chancellery) -> None:
    """Take two scans away: one with the consent of a second person, one that waits for it."""
    if FileWithdrawal.objects.exists():
        return
    leaked, unreadable = _scan_of(11), _scan_of(17)
    if leaked is not None:
        withdrawal = ask_withdrawal(attachment=leaked, reason=LEAKED, by=people.second_clerk)
        confirm_withdrawal(withdrawal=withdrawal, by=people.director)
    if unreadable is not None:
        ask_withdrawal(attachment=unreadable, reason=UNREADABLE, by=people.clerk)


def _scan_of(number: int) -> OrderAttachment | None:
    scans = OrderAttachment.objects.filter(
        order__kind=Order.Kind.ORDER,
        order__year=2017,
        order__number=number,
        role=OrderAttachment.Role.SIGNED_COPY,
        file_name__endswith="-skan.pdf",
        file__isnull=False,
    )
    return scans.select_related("order").first()
