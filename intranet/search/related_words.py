"""What no dictionary of inflection says: words without meaning here, and words that mean another word's thing.

All are folded to ASCII. Raise `keys.KEYS_VERSION` with every change of STOP_WORDS and RELATED.
"""

# Words that say nothing about a document; of „nr 2” and „poz. 930” only the number counts.
_STOP_WORDS = """
a aby albo ale ani az bez bo by byc byl byla bylo byly bedzie co czy dla dnia do gdy i ich im iz ja jak jako
je jego jej jest jezeli juz ku lub ma maja mi mu na nad nas nie nim niz nr o od oraz po pod poz przed przez
przy r sa sie ta tak tam te tego tej ten to tu tym tych u w we wraz z za zas ze zeby
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Words of a question that say nothing about its answer. Documents are filed under them („Mam pomysł”), and so is
# a question of such words alone asked.
_QUESTION_WORDS = """
bede chce chcemy chcialabym chcialbym ci czego czyj czyja dlaczego gdzie gdzies ile jaka jaki jakich jakie jakiej
jakim kiedy kim kogo komu kto ktora ktore ktorego ktory ktorym mam mamy masz mna mnie moge mogla moglbym moglabym
mogl moj moja moje mojego mojej mozemy mozesz mozna moze musi musimy musisz musze nalezy naszej nasz nasza nasze
powinienem powinnam potrzebuje prosze robic skad szukac szukam trzeba wolno zrobic
"""
QUESTION_WORDS = frozenset(_QUESTION_WORDS.split())

# Derived words, which no inflection joins, and abbreviations: lemma -> the word that both are filed under.
_DERIVED = {
    "aktualny": "aktualnosc",
    "al": "aleja",
    "antykorupcja": "korupcja",
    "antykorupcyjny": "korupcja",
    "korupcyjny": "korupcja",
    "archiwalny": "archiwum",
    "awaryjny": "awaria",
    "bezdomny": "bezdomnosc",
    "budzetowy": "budzet",
    "ds": "sprawa",
    "dyr": "dyrektor",
    "dyrekcja": "dyrektor",
    "egzaminacyjny": "egzamin",
    "fakturowy": "faktura",
    "finansowy": "finanse",
    "informatyczny": "informatyka",
    "intranetowy": "intranet",
    "inwentaryzacyjny": "inwentaryzacja",
    "kadrowy": "kadra",
    "kadrowiec": "kadra",
    "kancelaryjny": "kancelaria",
    "kaskadowanie": "kaskada",
    "kaskadowac": "kaskada",
    "kaskadowy": "kaskada",
    "kasowy": "kasa",
    "kier": "kierownik",
    "klawiatura": "klawisz",
    "klawiaturowy": "klawisz",
    "klawiszowy": "klawisz",
    "ksiegowosc": "ksiegowy",
    "majatkowy": "majatek",
    "mieszkaniowy": "mieszkanie",
    "niepelnosprawnosc": "niepelnosprawny",
    "opis": "opisac",
    "opisywac": "opisac",
    "organizacyjny": "organizacja",
    "placowy": "placa",
    "pok": "pokoj",
    "praktykant": "praktyka",
    "prawniczy": "prawnik",
    "premiowy": "premia",
    "przetargowy": "przetarg",
    "remontowy": "remont",
    "rodzinny": "rodzina",
    "samochodowy": "samochod",
    "stazowy": "staz",
    "stazysta": "staz",
    "sprostowanie": "prostowac",
    "sprostowac": "prostowac",
    "szkoleniowy": "szkolenie",
    "szkolic": "szkolenie",
    "przeszkolic": "szkolenie",
    "swiateczny": "swieto",
    "tel": "telefon",
    "telefoniczny": "telefon",
    "ul": "ulica",
    "urlopowy": "urlop",
    "wydz": "wydzial",
    "wypadkowy": "wypadek",
    "zakupowy": "zakup",
    "zal": "zalacznik",
    "zarz": "zarzadzenie",
    "zastapic": "zastepstwo",
    "zastepowac": "zastepstwo",
    "zdalnie": "zdalny",
}

# Pairs of verbs that staff use for one deed, as often as not one in the question and the other in the text.
_ASPECTS = {
    "blokowac": "zablokowac",
    "dodawac": "dodac",
    "drukowac": "wydrukowac",
    "kupowac": "kupic",
    "logowac": "zalogowac",
    "nadawac": "nadac",
    "oddawac": "oddac",
    "oglaszac": "oglosic",
    "otrzymywac": "otrzymac",
    "pisac": "napisac",
    "podpisywac": "podpisac",
    "powolywac": "powolac",
    "przekazywac": "przekazac",
    "przyjmowac": "przyjac",
    "przyznawac": "przyznac",
    "rozliczac": "rozliczyc",
    "skladac": "zlozyc",
    "uchylac": "uchylic",
    "uzyskiwac": "uzyskac",
    "wydawac": "wydac",
    "wypelniac": "wypelnic",
    "wyplacac": "wyplacic",
    "wysylac": "wyslac",
    "zamawiac": "zamowic",
    "zapisywac": "zapisac",
    "zatrudniac": "zatrudnic",
    "zatwierdzac": "zatwierdzic",
    "zglaszac": "zglosic",
    "zmieniac": "zmienic",
    "znajdowac": "znalezc",
    "zwalniac": "zwolnic",
}

# Women at posts that the staff list writes in one form for all.
_FEMININE = {
    "administratorka": "administrator",
    "asystentka": "asystent",
    "audytorka": "audytor",
    "dyrektorka": "dyrektor",
    "informatyczka": "informatyk",
    "inspektorka": "inspektor",
    "kierowniczka": "kierownik",
    "koordynatorka": "koordynator",
    "ksiegowa": "ksiegowy",
    "opiekunka": "opiekun",
    "pracownica": "pracownik",
    "pracowniczka": "pracownik",
    "prawniczka": "prawnik",
    "psycholozka": "psycholog",
    "radczyni": "radca",
    "referentka": "referent",
    "specjalistka": "specjalista",
    "zastepczyni": "zastepca",
}

RELATED = _DERIVED | _ASPECTS | _FEMININE
