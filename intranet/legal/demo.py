"""Sample legal acts: real acts of law, those that the sample orders name and those that social work rests on."""

from dataclasses import dataclass
from datetime import date

from intranet.core.demo import DemoLoader, demo_loaders
from intranet.legal.designations import Place
from intranet.legal.journals import Journal
from intranet.legal.models import LegalAct
from intranet.legal.references import parse_place
from intranet.legal.services import ActDetails, get_or_create_act

UNKNOWN, IN_FORCE, REPEALED = LegalAct.Force.UNKNOWN, LegalAct.Force.IN_FORCE, LegalAct.Force.REPEALED

PROCUREMENT = "Ustawa z dnia 29 stycznia 2004 r. – Prawo zamówień publicznych"
FINANCE = "Ustawa z dnia 27 sierpnia 2009 r. o finansach publicznych"
ACCOUNTING = "Ustawa z dnia 29 września 1994 r. o rachunkowości"
LABOUR_CODE = "Ustawa z dnia 26 czerwca 1974 r. – Kodeks pracy"
SOCIAL_WELFARE = "Ustawa z dnia 12 marca 2004 r. o pomocy społecznej"
LOCAL_STAFF = "Ustawa z dnia 21 listopada 2008 r. o pracownikach samorządowych"
FAMILY_SUPPORT = "Ustawa z dnia 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy zastępczej"


@dataclass(frozen=True)
class DemoAct:
    """An act and the place of one of its texts; without ``force`` nobody has checked whether it binds."""

    designation: str
    title: str
    force: LegalAct.Force = UNKNOWN
    repealed_on: date | None = None
    is_consolidated: bool = False
    short_name: str = ""


ACTS = (
    DemoAct("Dz.U. z 2004 r. Nr 64, poz. 593", SOCIAL_WELFARE, IN_FORCE),
    DemoAct("Dz.U. z 2016 r. poz. 930", SOCIAL_WELFARE, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2021 r. poz. 2268", SOCIAL_WELFARE, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2023 r. poz. 901", SOCIAL_WELFARE, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2024 r. poz. 1283", SOCIAL_WELFARE, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2009 r. Nr 157, poz. 1240", FINANCE, IN_FORCE),
    DemoAct("Dz.U. z 2013 r. poz. 885", FINANCE, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2016 r. poz. 1870", FINANCE, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2019 r. poz. 869", FINANCE, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2023 r. poz. 1270", FINANCE, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2016 r. poz. 1666", LABOUR_CODE, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2025 r. poz. 277", LABOUR_CODE, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2013 r. poz. 907", PROCUREMENT, REPEALED, date(2021, 1, 1), is_consolidated=True),
    DemoAct("Dz.U. z 2015 r. poz. 2164", PROCUREMENT, REPEALED, date(2021, 1, 1), is_consolidated=True),
    DemoAct(
        "Dz.U. z 2019 r. poz. 2019",
        "Ustawa z dnia 11 września 2019 r. – Prawo zamówień publicznych",
        IN_FORCE,
    ),
    DemoAct("Dz.U. z 2013 r. poz. 330", ACCOUNTING, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2016 r. poz. 1047", ACCOUNTING, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2008 r. Nr 223, poz. 1458", LOCAL_STAFF, IN_FORCE),
    DemoAct("Dz.U. z 2016 r. poz. 902", LOCAL_STAFF, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2019 r. poz. 1282", LOCAL_STAFF, IN_FORCE, is_consolidated=True),
    DemoAct(
        "Dz.U. z 2016 r. poz. 446",
        "Ustawa z dnia 8 marca 1990 r. o samorządzie gminnym",
        IN_FORCE,
        is_consolidated=True,
    ),
    DemoAct(
        "Dz.U. z 2016 r. poz. 1506",
        "Ustawa z dnia 14 lipca 1983 r. o narodowym zasobie archiwalnym i archiwach",
        IN_FORCE,
        is_consolidated=True,
    ),
    DemoAct(
        "Dz.U. z 2016 r. poz. 645",
        "Ustawa z dnia 20 kwietnia 2004 r. o promocji zatrudnienia i instytucjach rynku pracy",
        REPEALED,
        is_consolidated=True,
    ),
    DemoAct("Dz.U. z 2009 r. Nr 127, poz. 1052", "Ustawa z dnia 17 lipca 2009 r. o praktykach absolwenckich"),
    DemoAct(
        "Dz.U. z 2016 r. poz. 922",
        "Ustawa z dnia 29 sierpnia 1997 r. o ochronie danych osobowych",
        REPEALED,
        date(2018, 5, 25),
        is_consolidated=True,
    ),
    DemoAct(
        "Dz.U. z 2016 r. poz. 113",
        "Rozporządzenie Rady Ministrów z dnia 12 kwietnia 2012 r. w sprawie Krajowych Ram Interoperacyjności",
        REPEALED,
        is_consolidated=True,
        short_name="rozporządzenie w sprawie Krajowych Ram Interoperacyjności",
    ),
    DemoAct("Dz.U. z 2011 r. Nr 149, poz. 887", FAMILY_SUPPORT, IN_FORCE),
    DemoAct("Dz.U. z 2024 r. poz. 177", FAMILY_SUPPORT, IN_FORCE, is_consolidated=True),
    DemoAct("Dz.U. z 2024 r. poz. 928", "Ustawa z dnia 14 czerwca 2024 r. o ochronie sygnalistów", IN_FORCE),
    DemoAct(
        "Dz.Urz. MF z 2009 r. Nr 15, poz. 84",
        "Komunikat nr 23 Ministra Finansów z dnia 16 grudnia 2009 r. w sprawie standardów kontroli zarządczej dla "
        "sektora finansów publicznych",
        IN_FORCE,
        short_name="standardy kontroli zarządczej",
    ),
    DemoAct(
        "Dz.Urz. UE L 119 z 04.05.2016, str. 1",
        "Rozporządzenie Parlamentu Europejskiego i Rady (UE) 2016/679 z dnia 27 kwietnia 2016 r. w sprawie ochrony "
        "osób fizycznych w związku z przetwarzaniem danych osobowych",
        IN_FORCE,
        short_name="RODO, ogólne rozporządzenie o ochronie danych",
    ),
    DemoAct(
        "zarządzenie nr 5972/VI/14 Prezydenta Miasta Łodzi z dnia 27 marca 2014 r.",
        "Regulamin organizacyjny Miejskiego Ośrodka Pomocy Społecznej w Łodzi",
        short_name="Regulamin organizacyjny Ośrodka",
    ),
    DemoAct(
        "statut nadany przez Radę Miejską w Łodzi",
        "Statut Miejskiego Ośrodka Pomocy Społecznej w Łodzi",
        short_name="Statut Ośrodka",
    ),
)


def load(today: date) -> str:
    """Enter the sample acts."""
    return load_legal()


def load_legal() -> str:
    """Enter every sample act that is not there yet and return how many there are."""
    for act in ACTS:
        place = parse_place(act.designation) or Place(Journal.OTHER, designation=act.designation)
        details = ActDetails(
            title=act.title,
            short_name=act.short_name,
            force=act.force,
            repealed_on=act.repealed_on,
            is_consolidated=act.is_consolidated,
        )
        get_or_create_act(place=place, details=details, by=None)
    return f"{len(ACTS)} legal acts"


# Before the orders, which cite them.
demo_loaders.register(DemoLoader("legal", 15, load))
