"""Plain data of the sample information pages."""

from intranet.news.demo.content import (
    Block,
    callout,
    chosen_orders,
    contacts,
    orders_by_subject,
    orders_of_unit,
    steps,
    text,
)

# Address, title, lead, body.
PAGES: tuple[tuple[str, str, str, tuple[Block, ...]], ...] = (
    (
        "dla-nowego-pracownika",
        "Dla nowego pracownika",
        "Pierwszy dzień w ośrodku: dokąd pójść, co przeczytać, do kogo zadzwonić.",
        (
            ("heading", "Pierwszy dzień krok po kroku"),
            steps(
                (
                    "Zgłoś się do kadr po identyfikator",
                    "Siedziba, ul. Kilińskiego 102/102a. Weź ze sobą dowód osobisty.",
                ),
                ("Poznaj swoją komórkę", "Kierownik pokaże miejsce pracy i przedstawi zespół."),
                (
                    "Zaloguj się do komputera",
                    "Login i hasło działają także w intranecie. Hasło zmień przy pierwszym logowaniu.",
                ),
            ),
            ("heading", "Co przeczytać w pierwszym tygodniu"),
            text("Te zarządzenia dotyczą każdego. Na wszystkie razem wystarczy godzina."),
            chosen_orders("Zarządzenia na dobry początek", "2/2017", "11/2017", "15/2017", "16/2017"),
            callout(
                "info",
                "Nie wiesz, kogo zapytać?",
                "Zacznij od kierownika. O sprawy kadrowe pytaj kadry, o komputer i telefon: informatyków.",
            ),
            ("heading", "Do czego wrócisz później"),
            text("Te listy uzupełniają się same: jest na nich zawsze to, co obowiązuje dziś."),
            orders_by_subject("Gdy przygotowujesz umowę", "umowa", limit=5),
            orders_of_unit("Organizacja pracy", "WOA", kind="ORDER", limit=5),
            ("heading", "Do kogo zadzwonić"),
            contacts("person:kadry", "unit:ZI", "unit:WOA"),
        ),
    ),
    (
        "kancelaria",
        "Kancelaria: pisma, obieg, pieczęcie",
        "Gdzie nadać pismo, kto prowadzi rejestry i do której godziny wychodzi poczta.",
        (
            text(
                "Poczta wychodzi dwa razy dziennie: o 10.00 i o 14.00. Pismo oddane później zostanie wysłane "
                "następnego "
                "dnia roboczego.",
            ),
            callout(
                "warning",
                "Pisma z danymi klientów",
                "Zawsze w zamkniętej kopercie, z dopiskiem komórki, nigdy z nazwiskiem na wierzchu.",
            ),
            ("heading", "Kontakt"),
            contacts("person:kancelaria", "unit:KM"),
        ),
    ),
    (
        "bezpieczenstwo-i-higiena-pracy",
        "Bezpieczeństwo i higiena pracy",
        "Wypadek, ewakuacja, praca w terenie: co robić i komu powiedzieć.",
        (
            ("heading", "Gdy zdarzy się wypadek"),
            steps(
                ("Zadbaj o poszkodowanego", "W razie potrzeby zadzwoń pod numer 112."),
                ("Powiadom przełożonego", "Od razu, nawet jeśli nic poważnego się nie stało."),
                ("Zostaw miejsce bez zmian", "Do czasu przyjścia osoby, która sporządzi protokół."),
            ),
            ("heading", "Praca w terenie"),
            text(
                "Przed wyjściem zapisz adres i godzinę powrotu w zeszycie wyjść. Do miejsc niebezpiecznych "
                "idźcie we dwie osoby."
            ),
            contacts("unit:WGT"),
        ),
    ),
)
