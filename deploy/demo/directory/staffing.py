"""Who works where: people with a name of their own, heads of units, and how many others do each job."""

from typing import NamedTuple

SOCIAL_WORKER = "pracownik-socjalny"
FAMILY_ASSISTANT = "asystent-rodziny"
FOSTER_CARE_COORDINATOR = "koordynator-pieczy"
LEGAL_COUNSEL = "radca-prawny"
DATA_PROTECTION_OFFICER = "iod"
IT_SPECIALIST = "informatyk"
HEAD = "kierownik"
ACCOUNTANT = "ksiegowy"
INSPECTOR = "inspektor"
HR_INSPECTOR = "inspektor-kadr"
PROCUREMENT = "zamowienia-publiczne"
PSYCHOLOGIST = "psycholog"
CLERK = "referent"
SECRETARY = "sekretarka"
SUPPORT = "pracownik-gospodarczy"
SAFETY_INSPECTOR = "inspektor-bhp"

JOB_GROUPS = {
    SOCIAL_WORKER: "pracownik socjalny",
    FAMILY_ASSISTANT: "asystent rodziny",
    FOSTER_CARE_COORDINATOR: "koordynator rodzinnej pieczy zastępczej",
    LEGAL_COUNSEL: "radca prawny",
    DATA_PROTECTION_OFFICER: "inspektor ochrony danych",
    IT_SPECIALIST: "informatyk",
    HEAD: "kierownik komórki organizacyjnej",
    ACCOUNTANT: "księgowy",
    INSPECTOR: "inspektor",
    HR_INSPECTOR: "inspektor ds. kadr",
    PROCUREMENT: "specjalista ds. zamówień publicznych",
    PSYCHOLOGIST: "psycholog",
    CLERK: "referent",
    SECRETARY: "sekretarka",
    SUPPORT: "pracownik gospodarczy",
    SAFETY_INSPECTOR: "inspektor ds. BHP i przeciwpożarowych",
}

# The job group of each title; a title that is missing here belongs to no group.
GROUP_OF_TITLE = {
    "pracownik socjalny": SOCIAL_WORKER,
    "starszy pracownik socjalny": SOCIAL_WORKER,
    "specjalista pracy socjalnej": SOCIAL_WORKER,
    "starszy specjalista pracy socjalnej – koordynator": SOCIAL_WORKER,
    "asystent rodziny": FAMILY_ASSISTANT,
    "koordynator rodzinnej pieczy zastępczej": FOSTER_CARE_COORDINATOR,
    "radca prawny": LEGAL_COUNSEL,
    "radca prawny – koordynator": LEGAL_COUNSEL,
    "inspektor ochrony danych": DATA_PROTECTION_OFFICER,
    "informatyk": IT_SPECIALIST,
    "główny księgowy": ACCOUNTANT,
    "księgowy": ACCOUNTANT,
    "inspektor": INSPECTOR,
    "inspektor ds. kontroli": INSPECTOR,
    "inspektor ds. kadr": HR_INSPECTOR,
    "specjalista ds. zamówień publicznych": PROCUREMENT,
    "psycholog": PSYCHOLOGIST,
    "referent": CLERK,
    "sekretarka": SECRETARY,
    "pracownik gospodarczy": SUPPORT,
    "inspektor ds. BHP i przeciwpożarowych": SAFETY_INSPECTOR,
}


class Named(NamedTuple):
    """A person with a name of their own; without a login it is made from the name."""

    unit: str
    given_name: str
    surname: str
    title: str
    login: str = ""
    is_head: bool = False


# Every head has a name of their own; WES has none on purpose, to show a vacancy. The two people called
# Anna Nowak are there on purpose too.
NAMED_PEOPLE = (
    Named("DM", "Krystyna", "Różalska", "dyrektor", "dyrektor", is_head=True),
    Named("DM", "Mirosława", "Łaszczyk", "zastępca dyrektora ds. pomocy środowiskowej"),
    Named("DM", "Ryszard", "Podgórzec", "zastępca dyrektora ds. opiekuńczych"),
    Named("DM", "Violetta", "Ćwirko-Zimna", "zastępca dyrektora ds. organizacyjnych"),
    Named("KM", "Stanisława", "Źródlak", "kierownik kancelarii", is_head=True),
    Named("KM", "Danuta", "Łąka", "starszy referent", "kancelaria"),
    Named("KM", "Agnieszka", "Óskiewicz", "starszy referent", "kancelaria2"),
    Named("WOA", "Gabriela", "Śliwka-Nowacka", "kierownik wydziału", is_head=True),
    Named("WOA", "Elżbieta", "Ślusarz", "inspektor ds. kadr", "kadry"),
    Named("ZI", "Waldemar", "Żółtek", "kierownik zespołu", is_head=True),
    Named("ZI", "Tomasz", "Żak", "informatyk", "informatyk"),
    Named("ZI", "Paweł", "Źrebiec", "informatyk", "informatyk2"),
    Named("ZI", "Łukasz", "Jędrasiak", "administrator systemów", "administrator"),
    Named("ZRP", "Cecylia", "Murawska", "radca prawny – koordynator", is_head=True),
    Named("ZRP", "Piotr", "Wiertelak", "radca prawny", "prawnik"),
    Named("ZRP", "Magdalena", "Kruszyńska", "radca prawny", "prawnik2"),
    Named("IOD", "Sebastian", "Bączyk", "inspektor ochrony danych", is_head=True),
    Named("ZKW", "Romana", "Karaś", "kierownik zespołu", is_head=True),
    Named("ZKW", "Zbigniew", "Wąsikiewicz", "audytor wewnętrzny", "audytor"),
    Named("WGT", "Kazimierz", "Dereń", "kierownik wydziału", is_head=True),
    Named("ZZP", "Bernadeta", "Kępka", "kierownik zespołu", is_head=True),
    Named("ZPS", "Ludwik", "Pióro", "kierownik zespołu", is_head=True),
    Named("WFK", "Halina", "Sęk-Jaworska", "główny księgowy", "budzet", is_head=True),
    Named("WFK", "Anna", "Nowak", "księgowy"),
    Named("DKP", "Leokadia", "Mróz", "kierownik działu", is_head=True),
    Named("WPA", "Mieczysław", "Jaśkiewicz", "kierownik wydziału", is_head=True),
    Named("WKN", "Aldona", "Łabędź", "kierownik wydziału", is_head=True),
    Named("WPS", "Genowefa", "Porębska", "kierownik wydziału", is_head=True),
    Named("WOP", "Ksenia", "Ziółko", "kierownik wydziału", is_head=True),
    Named("WPRD", "Bronisława", "Świerczek", "kierownik wydziału", is_head=True),
    Named("WWRPZ", "Czesława", "Kowalska", "kierownik wydziału", is_head=True),
    Named("F-WWRPZ", "Alojzy", "Kowalski", "kierownik filii", is_head=True),
    Named("I WPŚ", "Marek", "Łukasik", "kierownik wydziału", "kierownik", is_head=True),
    Named("I WPŚ", "Joanna", "Ćwik", "zastępca kierownika wydziału", "zastepca"),
    Named("I WPŚ", "Barbara", "Świątek", "pracownik socjalny", "pracownik"),
    Named("SOB", "Jarosław", "Gąsior", "kierownik sekcji", is_head=True),
    Named("PPS-1", "Emilia", "Skowronek", "kierownik punktu", is_head=True),
    Named("PPS-2", "Feliks", "Włodarz", "kierownik punktu", is_head=True),
    Named("II WPŚ", "Żaneta", "Krzemińska-Zaręba", "kierownik wydziału", is_head=True),
    Named("II WPŚ", "Anna", "Nowak", "pracownik socjalny"),
    Named("PPS-3", "Regina", "Żurawik", "kierownik punktu", is_head=True),
    Named("III WPŚ", "Eugeniusz", "Ćmikiewicz", "kierownik wydziału", is_head=True),
    Named("PPS-4", "Honorata", "Rogala", "kierownik punktu", is_head=True),
    Named("ZRS", "Walentyna", "Różycka", "kierownik zespołu", is_head=True),
)

# Titles and numbers of the people whose names are generated.
HEADCOUNT: dict[str, dict[str, int]] = {
    "DM": {"sekretarka": 1, "asystent dyrektora": 1},
    "KM": {"referent": 3},
    "WOA": {
        "inspektor ds. kadr": 4,
        "inspektor": 3,
        "referent": 2,
        "inspektor ds. BHP i przeciwpożarowych": 1,
    },
    "ZI": {"informatyk": 4},
    "ZRP": {"radca prawny": 1},
    "ZKW": {"inspektor ds. kontroli": 3},
    "WGT": {"inspektor": 3, "pracownik gospodarczy": 8, "kierowca": 2},
    "ZZP": {"specjalista ds. zamówień publicznych": 3},
    "ZPS": {"specjalista ds. projektów": 4},
    "WFK": {"księgowy": 9, "inspektor": 2},
    "DKP": {"księgowy": 5},
    "WPA": {"inspektor": 5},
    "WKN": {"inspektor ds. kontroli": 5, "starszy specjalista pracy socjalnej – koordynator": 2},
    "WPS": {"pracownik socjalny": 5, "inspektor": 3},
    "WOP": {"inspektor": 4},
    "WES": {"specjalista ds. projektów": 5, "inspektor": 2},
    "WPRD": {"asystent rodziny": 12, "psycholog": 4, "pracownik socjalny": 3},
    "WWRPZ": {"koordynator rodzinnej pieczy zastępczej": 12, "psycholog": 3, "inspektor": 2},
    "F-WWRPZ": {"koordynator rodzinnej pieczy zastępczej": 5},
    "I WPŚ": {
        "pracownik socjalny": 12,
        "starszy pracownik socjalny": 7,
        "specjalista pracy socjalnej": 5,
        "referent": 2,
    },
    "SOB": {"pracownik socjalny": 4, "specjalista pracy socjalnej": 2},
    "PPS-1": {"pracownik socjalny": 5, "starszy pracownik socjalny": 2},
    "PPS-2": {"pracownik socjalny": 5, "starszy pracownik socjalny": 2},
    "II WPŚ": {
        "pracownik socjalny": 14,
        "starszy pracownik socjalny": 7,
        "specjalista pracy socjalnej": 4,
        "referent": 2,
    },
    "PPS-3": {"pracownik socjalny": 5, "starszy pracownik socjalny": 2},
    "III WPŚ": {
        "pracownik socjalny": 15,
        "starszy pracownik socjalny": 7,
        "specjalista pracy socjalnej": 4,
        "referent": 2,
    },
    "PPS-4": {"pracownik socjalny": 6, "starszy pracownik socjalny": 2},
    "ZRS": {"specjalista pracy socjalnej": 5, "inspektor": 3, "referent": 1},
}
