"""What meets what: the question on the left must find the document on the right, or must not."""

import pytest

from intranet.search.keys import MOST_KEY_BYTES, ask, document_keys, query_groups

TITLES = {
    "3/2012": "wprowadzenia zasad zarządzania ryzykiem w MOPS",
    "18/2014": "Regulaminu powoływania i pracy Komisji Przetargowej",
    "5/2015": "Instrukcji obiegu dokumentów mających wpływ na stan finansów w MOPS",
    "2/2017": "wprowadzenia Polityki Antykorupcyjnej",
    "4/2017": "zasad przygotowania i obiegu umów oraz prowadzenia Centralnego Rejestru Umów i Porozumień w MOPS",
    "5/2017": "wprowadzenia Regulaminu zamówień o wartości szacunkowej nieprzekraczającej wyrażonej w złotych "
    "równowartości kwoty 30.000 euro",
    "7/2017": "zarządzania ryzykiem",
    "8/2017": "wprowadzenia Zasad i Procedur podnoszenia kwalifikacji zawodowych przez pracowników MOPS",
    "10/2017": "Zasad organizacji staży i praktyk zawodowych",
    "11/2017": "zasad odpowiedzialności materialnej pracowników za powierzone mienie",
    "12/2017": "Procedury udzielania zamówień publicznych o wartości szacunkowej przekraczającej 30.000 euro",
    "13/2017": "wprowadzenia Jednolitego Rzeczowego Wykazu Akt",
    "13a/2017": "sprostowania oczywistej omyłki w zarządzeniu nr 13/2017",
    "14/2017": "powołania zespołów pracowników ds. opracowania koncepcji dokumentów",
    "15/2017": "Regulaminu korzystania z Intranetu, help desku i skrzynki „Mam pomysł”",
    "16/2017": "zasad zastępstw",
    "17/2017": "zmiany zakresów czynności z dnia 17.01.2017 r. z mocą obowiązującą od 1.01.2017 r.",
    "1/2017 O": "komparycji umów cywilno-prawnych",
    "2/2017 O": "godzin pracy w dniu 24 grudnia",
}

INFLECTED = [
    ("antykorupcyjna", "2/2017"),
    ("polityka antykorupcyjna", "2/2017"),
    ("polityki antykorupcyjnej", "2/2017"),
    ("POLITYKĘ ANTYKORUPCYJNĄ", "2/2017"),
    ("polityke antykorupcyjna", "2/2017"),
    ("korupcja", "2/2017"),
    ("ryzyko", "7/2017"),
    ("ryzyka", "3/2012"),
    ("zarzadzanie ryzykiem", "7/2017"),
    ("zarządzanie ryzykami", "7/2017"),
    ("zamowien publicznych", "12/2017"),
    ("zamówienia", "12/2017"),
    ("zamówienie publiczne", "12/2017"),
    ("zamowienie", "5/2017"),
    ("regulamin zamówień", "5/2017"),
    ("wartosc szacunkowa", "5/2017"),
    ("30000 euro", "5/2017"),
    ("30 000 euro", "5/2017"),
    ("staż", "10/2017"),
    ("stazu", "10/2017"),
    ("stażach", "10/2017"),
    ("praktyki zawodowe", "10/2017"),
    ("praktykami", "10/2017"),
    ("komisja przetargowa", "18/2014"),
    ("komisje przetargowa", "18/2014"),
    ("przetarg", "18/2014"),
    ("obieg dokumentów", "5/2015"),
    ("obiegiem dokumentow", "5/2015"),
    ("instrukcja", "5/2015"),
    ("finanse", "5/2015"),
    ("umowa", "4/2017"),
    ("umowy", "4/2017"),
    ("rejestr umów", "4/2017"),
    ("porozumienie", "4/2017"),
    ("porozumieniami", "4/2017"),
    ("kwalifikacje zawodowe", "8/2017"),
    ("podnoszenie kwalifikacji", "8/2017"),
    ("odpowiedzialnosc materialna", "11/2017"),
    ("mieniem", "11/2017"),
    ("powierzonego mienia", "11/2017"),
    ("jednolity rzeczowy wykaz akt", "13/2017"),
    ("wykazem akt", "13/2017"),
    ("sprostowanie omyłek", "13a/2017"),
    ("omylka", "13a/2017"),
    ("zespół do spraw opracowania", "14/2017"),
    ("koncepcja", "14/2017"),
    ("skrzynka", "15/2017"),
    ("skrzynkę mam pomysł", "15/2017"),
    ("intranet", "15/2017"),
    ("zastepstwo", "16/2017"),
    ("zastępstwami", "16/2017"),
    ("zakres czynnosci", "17/2017"),
    ("umowy cywilnoprawne", "1/2017 O"),
    ("umowa cywilno-prawna", "1/2017 O"),
    ("komparycja", "1/2017 O"),
    ("godziny pracy", "2/2017 O"),
    ("w grudniu", "2/2017 O"),
    ("dzień 24 grudnia", "2/2017 O"),
]

OTHER_FORMS = [
    ("człowiek", "ludźmi"),
    ("niepelnosprawnosciami", "osoby z niepełnosprawnością"),
    ("niepelnosprawnych", "niepełnosprawni"),
    ("przemoca", "przeciwdziałanie przemocy"),
    ("łąki", "Łąka"),
    ("laka", "Łące"),
    ("cwika", "Anna Ćwik"),
    ("Źrebca", "Jan Źrebiec"),
    ("zak", "Żak"),
    ("swiatek", "Świątek"),
    ("slusarz", "Ślusarzowi"),
    ("urlop", "wniosek urlopowy"),
    ("wydział organizacyjny", "Wydział Organizacyjno-Administracyjny"),
    ("wydzial organizacyjno administracyjny", "Wydział Organizacyjno-Administracyjny"),
    ("MOPS-ie", "regulamin MOPS"),
    ("zus", "składki ZUS-u"),
    ("zarządzenie", "zarzą\u00addzenia"),
    ("zarządzenie", "zarzą-\n  dzenia"),
    ("łódź", "w Łodzi".replace("Ł", "\u0141")),
    ("śledź", "s\u0301ledzia"),
]


def finds(question: str, document: str) -> bool:
    keys = set(document_keys(document).split())
    groups = query_groups(question)
    return bool(groups) and all(group & keys for group in groups)


@pytest.mark.parametrize(("question", "number"), INFLECTED)
def test_a_title_is_found_in_another_form_and_without_diacritics(question: str, number: str) -> None:
    assert finds(question, TITLES[number])


@pytest.mark.parametrize(("question", "document"), OTHER_FORMS)
def test_forms_of_one_word_meet(question: str, document: str) -> None:
    assert finds(question, document)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("polityka ryzyko", "2/2017"),
        ("antykorupcyjna przetarg", "18/2014"),
        ("zamek", "12/2017"),
        ("ryż", "7/2017"),
        ("stal", "10/2017"),
        ("uczeń", "17/2017"),
    ],
)
def test_other_words_do_not_meet(question: str, number: str) -> None:
    assert not finds(question, TITLES[number])


def test_the_titles_are_told_apart() -> None:
    found = [number for number, title in TITLES.items() if finds("zamowien publicznych", title)]

    assert found == ["12/2017"]


def test_stop_words_are_neither_filed_nor_asked_for() -> None:
    assert document_keys("w i na oraz się jest") == ""
    assert query_groups("W i na, oraz SIĘ jest") == []
    assert len(query_groups("praca w zespole")) == 2


def test_a_word_repeated_in_a_question_counts_once() -> None:
    assert len(query_groups("umowa umowa Umowa")) == 1


def test_a_long_question_is_shortened_and_says_so() -> None:
    question = ask("pies kot dom las rzeka most droga pole niebo ziemia woda ogień wiatr kamień")

    assert len(question.groups) == 12
    assert question.is_shortened
    assert not ask("pies kot dom").is_shortened


def test_the_beginning_of_a_word_is_asked_for_only_on_purpose() -> None:
    question = ask("antykorup")

    assert not any(key.endswith("*") for group in question.groups for key in group)
    assert question.by_beginnings().groups == (frozenset({"antykorup", "antykorup*"}),)


def test_short_words_and_numbers_are_no_beginnings() -> None:
    assert ask("dom 2/2017").by_beginnings().groups == ask("dom 2/2017").groups


def test_an_enormous_text_is_filed_by_its_beginning() -> None:
    text = " ".join(f"słowo{number}" for number in range(200_000))

    keys = document_keys(text)

    assert len(keys.encode()) <= MOST_KEY_BYTES
    assert keys.startswith("slowo0 ")


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("I WPŚ", "I Wydział Pracy Środowiskowej I WPŚ"),
        ("i wps", "I Wydział Pracy Środowiskowej I WPŚ"),
        ("II wydział pracy środowiskowej", "spotkanie w II Wydziale Pracy Środowiskowej"),
        ("PPS-3", "Punkt Pracy Socjalnej nr 3 PPS-3"),
        ("zał. 3", "według załącznika nr 3"),
        ("zal. nr 3", "zał. 3 do zarządzenia"),
        ("załącznik 3", "załącznik nr 03"),
        ("130 tys. zł", "kwota 130.000 złotych"),
        ("130 000 zł", "kwota 130 tys. zł"),
        ("antykorupcja", "Polityka Antykorupcyjna"),
        ("gdzie zgłosić awarię", "awarie zgłasza się przez help desk"),
        ("ile dni pracy zdalnej mam", "24 dni pracy zdalnej"),
        ("telefon do informatyków", "Zespół Informatyków"),
        ("nr tel. do kancelarii", "Kancelaria MOPS"),
        ("dyrektorka", "dyrektor"),
        ("księgowość", "Wydział Finansowo-Księgowy"),
    ],
)
def test_everyday_questions_meet_the_words_of_documents(question: str, document: str) -> None:
    assert finds(question, document)


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("I WPŚ", "II Wydział Pracy Środowiskowej II WPŚ"),
        ("i wps", "III WPŚ"),
        ("PPS-3", "Punkt Pracy Socjalnej nr 1 PPS-1, pokój 3"),
        ("zał. 3", "załącznik nr 1, w ciągu 3 dni"),
        ("zał. 3", "załącznik nr 3/2017"),
        ("telefon służbowy", "samochód służbowy"),
    ],
)
def test_numbered_units_and_attachments_are_told_apart(question: str, document: str) -> None:
    assert not finds(question, document)


@pytest.mark.parametrize("question", ["mam", "jak mam", "gdzie", "telefon do"])
def test_words_of_asking_are_asked_for_when_there_is_nothing_else(question: str) -> None:
    assert query_groups(question)


def test_and_between_two_words_is_no_numeral() -> None:
    assert document_keys("umowy i wnioski").split() == document_keys("umowy wnioski").split()
