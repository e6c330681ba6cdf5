"""The demo accounts and the names of the demo tree; standard library only, so a runner can print them."""

from typing import NamedTuple

BASE_DN = "dc=mops,dc=example"
PEOPLE_BASE = f"ou=ludzie,{BASE_DN}"
UNITS_BASE = f"ou=jednostki,{BASE_DN}"
GROUPS_BASE = f"ou=grupy,{BASE_DN}"
SERVICES_BASE = f"ou=uslugi,{BASE_DN}"

SERVICE_DN = f"cn=intranet,{SERVICES_BASE}"
SERVICE_PASSWORD = "Demo-katalog-1"  # noqa: S105 - public on purpose, like the next one
# The password of every person in the demo directory.
DEMO_PASSWORD = "Demo-haslo-1"  # noqa: S105


class DemoAccount(NamedTuple):
    """An account worth trying: its login, whose it is, the role and what to try, in Polish."""

    login: str
    name: str
    role: str
    hint: str


class RefusedAccount(NamedTuple):
    """An account whose right password is refused, with the data code Active Directory would give."""

    login: str
    given_name: str
    surname: str
    code: str
    reason: str


DEMO_ACCOUNTS = (
    DemoAccount("pracownik", "Barbara Świątek", "pracownik socjalny, I WPŚ", "szukanie zarządzeń"),
    DemoAccount("kierownik", "Marek Łukasik", "kierownik I WPŚ", "kto z wydziału się nie zapoznał"),
    DemoAccount("zastepca", "Joanna Ćwik", "zastępca kierownika I WPŚ", "zastępowanie kierownika"),
    DemoAccount("informatyk", "Tomasz Żak", "informatyk, ZI", "obsługa zgłoszeń"),
    DemoAccount("informatyk2", "Paweł Źrebiec", "informatyk, ZI", "przekazanie zgłoszenia drugiej osobie"),
    DemoAccount("kadry", "Elżbieta Ślusarz", "inspektor ds. kadr, WOA", "plan szkoleń, kaskady"),
    DemoAccount("kancelaria", "Danuta Łąka", "kancelaria, KM", "rejestracja zarządzeń, redakcja aktualności"),
    DemoAccount("kancelaria2", "Agnieszka Óskiewicz", "kancelaria, KM", "zatwierdzanie przez drugą osobę"),
    DemoAccount("budzet", "Halina Sęk-Jaworska", "główny księgowy, WFK", "zgoda na zakup"),
    DemoAccount("prawnik", "Piotr Wiertelak", "radca prawny, ZRP", "newsletter prawny: redakcja"),
    DemoAccount("prawnik2", "Magdalena Kruszyńska", "radca prawny, ZRP", "newsletter prawny: zatwierdzenie"),
    DemoAccount("dyrektor", "Krystyna Różalska", "dyrektor, DM", "podpisywanie, zestawienia"),
    DemoAccount("audytor", "Zbigniew Wąsikiewicz", "audytor wewnętrzny, ZKW", "wgląd bez zmieniania"),
    DemoAccount("administrator", "Łukasz Jędrasiak", "administrator systemów, ZI", "role, synchronizacja"),
)

REFUSED_ACCOUNTS = (
    RefusedAccount("konto.zablokowane", "Konto", "Zablokowane", "775", "konto zablokowane"),
    RefusedAccount("haslo.wygaslo", "Hasło", "Wygasło", "532", "hasło wygasło"),
    RefusedAccount("konto.wylaczone", "Konto", "Wyłączone", "533", "konto wyłączone"),
    RefusedAccount("zmien.haslo", "Zmień", "Hasło", "773", "trzeba zmienić hasło przed zalogowaniem"),
)
