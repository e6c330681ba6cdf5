"""Polish phrases in the heading of an act, whatever language the reader has chosen."""

from typing import TYPE_CHECKING

from django.utils.translation import override

from intranet.core.dates import long_date
from intranet.core.text import bind_short_words

if TYPE_CHECKING:
    from intranet.orders.models import Order

# Subjects that already say what the act does; „w sprawie” before them would be wrong Polish.
_SAYING_WHAT_IT_DOES = ("zmieniając", "uchylając", "prostując", "w sprawie ")

# Beginnings of the names of those who issue acts; the rest of a name is in the genitive already.
_ISSUERS_IN_GENITIVE = {
    "Dyrektor": "Dyrektora",
    "Zastępca": "Zastępcy",
    "Prezydent": "Prezydenta",
    "Wiceprezydent": "Wiceprezydenta",
    "Burmistrz": "Burmistrza",
    "Wójt": "Wójta",
    "Starosta": "Starosty",
    "Wojewoda": "Wojewody",
    "Marszałek": "Marszałka",
    "Minister": "Ministra",
    "Rada Miejska": "Rady Miejskiej",
    "Rada": "Rady",
    "Zarząd": "Zarządu",
}


def in_the_matter_of(subject: str) -> str:
    """Return ``subject`` as a heading has it: „w sprawie zasad zastępstw”, „zmieniające zarządzenie …”."""
    if subject.lower().startswith(_SAYING_WHAT_IT_DOES):
        return subject
    return f"w sprawie {subject}"


def in_genitive(issuer: str) -> str:
    """Return the issuer as a heading names it: „Dyrektora Miejskiego Ośrodka …”.

    An issuer that begins with no known office („p.o. Dyrektora …”) stays as it is.
    """
    for nominative, genitive in _ISSUERS_IN_GENITIVE.items():
        if issuer == nominative or issuer.startswith(f"{nominative} "):
            return genitive + issuer.removeprefix(nominative)
    return issuer


def reference_to(order: "Order") -> str:
    """Return how other documents name an act: „zarządzenie nr 5/2015 Dyrektora … z dnia … w sprawie …”."""
    with override("pl"):
        kind = str(order.get_kind_display())
    day = long_date(order.signed_on)
    words = f"{kind} nr {order.full_number} {order.issuer_in_genitive} z dnia {day} {order.title}"
    return bind_short_words(words)
