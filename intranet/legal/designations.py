"""How the place of an act is written: in Polish texts, as an identifier, as an address."""

from dataclasses import dataclass

from django.db.models import Q

from intranet.legal.journals import SHORT_NAMES, WITH_ELI, Journal

PUBLIC_TEXTS = "https://eli.gov.pl/eli/"


@dataclass(frozen=True)
class Place:
    """Where an act was published: a position of a journal, or outside journals a free designation.

    ``number`` is of the journal's issue, which had one until 2011; ``journal_name`` is „Woj. Łódzkiego” or „MF”.
    """

    journal: Journal
    year: int | None = None
    number: int | None = None
    position: int | None = None
    journal_name: str = ""
    designation: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two places one: neither capitals nor the number of the issue tell them apart."""
        return (self.journal, self.year, self.position, self.journal_name.lower(), self.designation.lower())

    @property
    def eli(self) -> str:
        """The European identifier, "DU/2004/593"; empty outside the two national journals."""
        return f"{self.journal.value}/{self.year}/{self.position}" if self.journal in WITH_ELI else ""


def place_in_words(place: Place) -> str:
    """Return „Dz.U. z 2004 r. Nr 64, poz. 593”, „Dz.U. z 2023 r. poz. 901” or the free designation."""
    if place.journal == Journal.OTHER:
        return place.designation
    journal = f"{SHORT_NAMES[place.journal]} {place.journal_name}".strip()
    issue = f" Nr {place.number}," if place.number else ""
    return f"{journal} z {place.year} r.{issue} poz. {place.position}"


def public_text_url(place: Place) -> str:
    """Return the address of the official text; empty outside the two national journals."""
    return f"{PUBLIC_TEXTS}{place.eli}/ogl" if place.eli else ""


def place_condition(place: Place) -> Q:
    """Return the condition for the act at ``place``, which must have no problems."""
    if place.journal == Journal.OTHER:
        return Q(journal=place.journal, designation__iexact=place.designation)
    return Q(
        journal=place.journal,
        journal_name__iexact=place.journal_name,
        year=place.year,
        position=place.position,
    )
