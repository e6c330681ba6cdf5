"""Plain data of the sample news and events; the loader turns marks of people, units and files into blocks."""

from dataclasses import dataclass, field
from datetime import time
from typing import Any

Block = tuple[str, Any]


@dataclass(frozen=True)
class DemoNews:
    """A piece of news; days are counted from the day of loading, ``units`` are symbols."""

    slug: str
    title: str
    lead: str
    published: int
    expires: int | None = None
    is_pinned: bool = False
    is_urgent: bool = False
    units: tuple[str, ...] = ()
    picture_alt: str = ""
    body: tuple[Block, ...] = field(default=())


@dataclass(frozen=True)
class DemoEvent:
    """An event on the day ``day`` counted from the day of loading."""

    slug: str
    title: str
    lead: str
    published: int
    day: int
    starts: time
    ends: time
    place: str = ""
    online_link: str = ""
    body: tuple[Block, ...] = field(default=())


def steps(*pairs: tuple[str, str]) -> Block:
    return "steps", [{"title": title, "text": f"<p>{text}</p>" if text else ""} for title, text in pairs]


def callout(variant: str, title: str, text: str) -> Block:
    return "callout", {"variant": variant, "title": title, "text": f"<p>{text}</p>"}


def text(*paragraphs: str) -> Block:
    return "paragraph", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def contacts(*marks: str) -> Block:
    """Name people by login and units by symbol: "person:kancelaria", "unit:ZI"."""
    return "contacts", marks


def files(*titles: str) -> Block:
    return "files", titles


def chosen_orders(title: str, *numbers: str) -> Block:
    """Name the director's orders by their numbers: "2/2017"."""
    return "chosen_orders", {"title": title, "orders": numbers}


def orders_by_subject(title: str, words: str, *, limit: int) -> Block:
    """Orders with these words in their subject, in any form."""
    shown = {"where": "subject", "kind": "", "sort": "-date", "limit": limit}
    return "orders_by_subject", {"title": title, "words": words, **shown}


def orders_of_unit(title: str, symbol: str, *, kind: str = "", limit: int) -> Block:
    """Name the unit by its symbol."""
    return "orders_of_unit", {"title": title, "unit": symbol, "kind": kind, "sort": "-date", "limit": limit}


NEWS = (
    DemoNews(
        slug="nowy-intranet",
        title="Zarządzenia, telefony i pomoc w jednym miejscu",
        lead="Od dziś wszystko, czego potrzebujesz w pracy, znajdziesz w intranecie. Zobacz, od czego zacząć.",
        published=-6,
        is_pinned=True,
        picture_alt="Rysunek: rząd kamienic o zmierzchu, w kilku oknach pali się światło",
        body=(
            text(
                "Intranet zbiera to, co dotąd leżało w segregatorach, na dyskach i w poczcie: zarządzenia, spis "
                "pracowników, wzory, instrukcje i aktualności.",
            ),
            ("heading", "Od czego zacząć"),
            steps(
                (
                    "Znajdź zarządzenie",
                    "Wpisz numer albo kilka słów w pole na górze strony. Od razu widać, czy obowiązuje.",
                ),
                (
                    "Sprawdź swoją stronę w spisie pracowników",
                    "Jeśli telefon lub pokój się nie zgadza, powiedz o tym kadrom.",
                ),
                ("Zajrzyj do działu „Pomoc”", "Krótkie strony odpowiadają na najczęstsze pytania."),
            ),
            callout(
                "info",
                "Działa też w telefonie",
                "Ten sam adres, ten sam login i hasło, co na komputerze w pracy.",
            ),
        ),
    ),
    DemoNews(
        slug="przerwa-w-dostepie",
        title="Przerwa w dostępie do systemów dziedzinowych dziś od 15.00 do 17.00",
        lead="Zapisz pracę przed 15.00. Intranet, poczta i telefony będą działać bez zmian.",
        published=0,
        expires=2,
        is_urgent=True,
        body=(
            text(
                "Wymieniamy urządzenie, przez które budynki łączą się z serwerownią. Przerwa obejmuje wszystkie "
                "lokalizacje."
            ),
            callout(
                "warning",
                "Wnioski przyjmuj na papierze",
                "Do systemu wprowadzisz je po godzinie 17.00 albo następnego dnia rano.",
            ),
            contacts("unit:ZI"),
        ),
    ),
    DemoNews(
        slug="dyzury-w-i-wps",
        title="Nowy grafik dyżurów w I Wydziale Pracy Środowiskowej",
        lead="Od przyszłego tygodnia dyżury telefoniczne zaczynają się o 7.30. Sprawdź, kiedy wypada Twój.",
        published=-2,
        units=("I WPŚ",),
        body=(
            text(
                "Grafik wisi także w sekretariacie wydziału. Zamiany zgłaszaj najpóźniej dzień wcześniej do "
                "godziny 12.00."
            ),
            contacts("person:kierownik", "person:zastepca"),
        ),
    ),
    DemoNews(
        slug="podejrzane-wiadomosci",
        title="Podejrzana wiadomość e-mail? Nie klikaj, zgłoś",
        lead="W tym tygodniu kilka osób dostało fałszywe wezwania do zapłaty. Tak je rozpoznasz.",
        published=-1,
        body=(
            ("heading", "Co zrobić"),
            steps(
                ("Nie otwieraj załącznika i nie klikaj odnośnika", "Nawet jeśli wiadomość wygląda na pilną."),
                ("Sprawdź adres nadawcy", "Nazwa może być znajoma, a adres obcy."),
                ("Zadzwoń do informatyków", "Powiedzą, co dalej. Wiadomości nie przesyłaj nikomu innemu."),
            ),
            callout(
                "danger",
                "Hasło już podane?",
                "Zmień je od razu i zadzwoń. Liczy się każda minuta, nikt nie będzie miał pretensji.",
            ),
            contacts("unit:ZI", "unit:IOD"),
        ),
    ),
    DemoNews(
        slug="punkt-pracy-socjalnej-nr-3",
        title="Punkt Pracy Socjalnej nr 3 pod nowym adresem",
        lead="Punkt działa przy al. Piłsudskiego 154, na parterze, z wejściem bez schodów.",
        published=-9,
        body=(
            text(
                "Godziny się nie zmieniają: od poniedziałku do piątku, 8.00–13.00. Prosimy o przekazanie nowego "
                "adresu rodzinom z rejonu."
            ),
            contacts("unit:PPS-3"),
        ),
    ),
    DemoNews(
        slug="karta-zastepstwa",
        title="Nowy wzór karty zastępstwa",
        lead="Prostsza, na jednej stronie. Stary wzór przyjmujemy do końca miesiąca.",
        published=-12,
        body=(
            text(
                "W karcie nie trzeba już przepisywać zakresu czynności: wystarczy wskazać sprawy z terminem."
            ),
            files("Karta zastępstwa", "Jak wypełnić kartę zastępstwa"),
            contacts("person:kadry"),
        ),
    ),
    DemoNews(
        slug="polityka-antykorupcyjna-przypomnienie",
        title="Polityka Antykorupcyjna: przypominamy o zapoznaniu się",
        lead="Zarządzenie nr 2/2017 obowiązuje wszystkich. Przeczytanie zajmuje około dziesięciu minut.",
        published=-16,
        body=(
            text(
                "Najważniejsze: korzyści od klientów nie przyjmujemy w żadnej postaci, a o każdej próbie mówimy "
                "przełożonemu."
            ),
            callout("neutral", "Gdzie je znaleźć", "Wpisz w wyszukiwarkę 2/2017."),
        ),
    ),
    DemoNews(
        slug="kontrola-zarzadcza-szkolenia",
        title="Kontrola zarządcza: rusza szkolenie kaskadowe kierowników",
        lead="Każdy kierownik po szkoleniu przeprowadzi spotkanie w swojej komórce. Materiały są gotowe.",
        published=-20,
        body=(
            steps(
                (
                    "Kierownicy uczestniczą w szkoleniu źródłowym",
                    "Trwa cztery godziny, odbywa się w siedzibie.",
                ),
                (
                    "W ciągu 30 dni prowadzą spotkanie u siebie",
                    "Wystarczy godzina; lista obecności wraca do kadr.",
                ),
                ("Kadry wydają zaświadczenia", ""),
            ),
            contacts("person:kadry"),
        ),
    ),
    DemoNews(
        slug="wizyta-studyjna",
        title="Wizyta studyjna: jak inni oddzielili pracę socjalną od świadczeń",
        lead="Trzy ośrodki, trzy drogi do tego samego celu. Co z tego przyda się u nas?",
        published=-27,
        body=(
            text(
                "Zespół ds. Projektów Strategicznych odwiedził trzy ośrodki w innych miastach. Wszędzie "
                "najwięcej dały "
                "rozmowy z pracownikami przed zmianą i krótka ankieta po niej."
            ),
            contacts("unit:ZPS"),
        ),
    ),
    DemoNews(
        slug="ostatnie-miejsca-na-szkoleniu",
        title="Ostatnie miejsca na szkoleniu z ochrony danych",
        lead="Zapisy do końca tygodnia u inspektora ochrony danych.",
        published=-45,
        expires=-30,
        body=(
            text("Szkolenie odbędzie się w sali konferencyjnej w siedzibie, III piętro."),
            contacts("unit:IOD"),
        ),
    ),
)

EVENTS = (
    DemoEvent(
        slug="dzien-otwarty",
        title="Dzień otwarty w II Wydziale Pracy Środowiskowej",
        lead="Pokazujemy mieszkańcom, jak pracujemy. Zapraszamy też koleżanki i kolegów z innych komórek.",
        published=-3,
        day=3,
        starts=time(10),
        ends=time(14),
        place="II Wydział Pracy Środowiskowej, ul. Grota-Roweckiego 30",
        body=(
            text(
                "W programie: rozmowy z pracownikami socjalnymi, punkt informacji o świadczeniach, kącik dla dzieci."
            ),
            contacts("unit:II WPŚ"),
        ),
    ),
    DemoEvent(
        slug="dostepne-dokumenty-online",
        title="Spotkanie online: dokumenty, które każdy przeczyta",
        lead="Godzina o prostym języku, nagłówkach i opisach obrazów. Dla wszystkich, którzy piszą pisma.",
        published=-5,
        day=10,
        starts=time(9),
        ends=time(10),
        online_link="https://spotkania.mops.example/dostepne-dokumenty",
        body=(
            steps(
                ("Kliknij „Dołącz online” kilka minut przed początkiem", "Nic nie trzeba instalować."),
                ("Przygotuj jedno własne pismo", "Poprawimy je razem. Bez danych klientów."),
            ),
        ),
    ),
    DemoEvent(
        slug="spotkanie-pracownikow-socjalnych",
        title="Comiesięczne spotkanie pracowników socjalnych",
        lead="Omówiliśmy zmiany w procedurze „Niebieskie Karty” i podział rejonów.",
        published=-22,
        day=-8,
        starts=time(12),
        ends=time(14),
        place="Sala konferencyjna, ul. Kilińskiego 102/102a, III piętro",
    ),
)
