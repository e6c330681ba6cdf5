import factory

from intranet.legal.journals import Journal
from intranet.legal.models import LegalAct


class LegalActFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegalAct

    class Params:
        official = factory.Trait(journal=Journal.OFFICIAL, journal_name="Woj. Łódzkiego")
        elsewhere = factory.Trait(
            journal=Journal.OTHER,
            year=None,
            position=None,
            designation=factory.Sequence(lambda number: f"Dz.Urz. UE L 119 z 04.05.2016, str. {number + 1}"),
        )

    journal = Journal.DU
    year = 2023
    position = factory.Sequence(lambda number: number + 1)
    title = "Ustawa z dnia 12 marca 2004 r. o pomocy społecznej"
    short_name = "ustawa o pomocy społecznej"
