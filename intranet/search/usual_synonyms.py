"""Synonyms that every social-welfare centre needs; editors see them and add their own to them.

One line is one group, its phrases divided by semicolons.
"""

USUAL_SYNONYMS = """
JRWA; jednolity rzeczowy wykaz akt
BHP; bezpieczeństwo i higiena pracy
RODO; ochrona danych
IOD; inspektor ochrony danych
DPS; dom pomocy społecznej
DDP; dom dziennego pobytu
POW; placówka opiekuńczo-wychowawcza
ŚDS; środowiskowy dom samopomocy
PPS; punkt pracy socjalnej
WPŚ; wydział pracy środowiskowej
NGO; organizacja pozarządowa
BIP; biuletyn informacji publicznej
KPA; kodeks postępowania administracyjnego
ZFŚS; zakładowy fundusz świadczeń socjalnych; fundusz socjalny
CRU; centralny rejestr umów
prawnik; radca prawny
home office; praca zdalna; telepraca
laptop; komputer przenośny
wigilia; 24 grudnia
zapomniałem hasła; zapomniałam hasła; nie pamiętam hasła; reset hasła; zmiana hasła; hasło nie działa; hasło wygasło
delegacja; wyjazd służbowy
wzór; formularz; druk
"""
