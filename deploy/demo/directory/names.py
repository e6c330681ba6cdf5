"""Given names and surnames to invent people from; none of the people is anybody.

Surnames are given in the masculine form; those that change have their feminine form made by rule.
"""

_WOMEN = """
Agata Alicja Aleksandra Aneta Anna Beata Bożena Celina Dorota Edyta Elżbieta Ewa Grażyna Helena Hanna Ilona
Irena Iwona Izabela Jadwiga Jolanta Justyna Kamila Karolina Katarzyna Kinga Lidia Lucyna Łucja Małgorzata
Maria Marta Marzena Monika Natalia Oliwia Patrycja Renata Róża Sabina Sylwia Teresa Urszula Wanda Weronika
Wiesława Zofia Zuzanna Żaneta
"""
_MEN = """
Adam Artur Bartosz Bogdan Cezary Damian Dariusz Edward Filip Grzegorz Henryk Ireneusz Jacek Jakub Janusz
Józef Kamil Konrad Leszek Maciej Michał Norbert Przemysław Rafał Sławomir Wacław Wiesław Witold Wojciech
Zdzisław
"""
_SURNAMES = """
Adamczyk Andrzejczak Baranowski Bączyk Bielecki Błaszczyk Bober Borkowski Brzęczek Budzisz Bujalski Cebula
Chmielecki Cieślak Czarny Ćwik Ćwiklicki Ćmikiewicz Dereń Dębiec Dobosz Drozdek Dudkowski Dziuba Fiołek
Frątczak Gajda Gawroński Gąsior Głąb Grabiec Gruszka Grzelak Jagiełło Jabłecki Janas Jaśkiewicz Jeżyk
Kaczorek Kaliski Karaś Kępka Klimczak Kłosek Kołodziejski Koniecpolski Kopeć Kosicki Kowalski Krawiec
Krukowski Krzemiński Kujawiak Kuźma Kwaśny Lipka Leśniak Łabędź Łaski Łąka Łopatka Łukasik Łysiak Majchrzak
Malinka Marciniak Mazurek Michalik Mróz Murawski Nawrot Niedziela Nowacki Nowicki Ogórek Olejnik Orzech
Óskiewicz Pająk Paprocki Pawłowski Pietrasik Pióro Podleśny Porębski Potocznik Przybył Ratajczak Rogala
Rosiak Różycki Rudnicki Rybarczyk Sawicki Siekierka Skiba Skowronek Smolik Sobczyk Sowa Stępień Strzelec
Szczypior Szymczak Ślusarz Śliwka Śmigiel Świątek Świerczek Tarka Tkaczyk Tomaszek Twardy Urbaniak Walczyk
Wawrzyniak Wąsik Wierzba Wilczek Włodarz Wojtasik Wrzosek Zając Zaręba Zawilski Zięba Ziółko Źrebiec Źródlak
Żak Żabicki Żółtek Żurawik
"""

WOMEN = _WOMEN.split()
MEN = _MEN.split()
SURNAMES = _SURNAMES.split()


def feminine(surname: str) -> str:
    """Return the form a woman uses: Kowalski becomes Kowalska, Twardy becomes Twarda, Nowak stays."""
    return surname[:-1] + "a" if surname.endswith(("ski", "cki", "dzki", "y")) else surname
