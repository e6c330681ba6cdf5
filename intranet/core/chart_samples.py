"""Invented charts for the catalogue of components: every kind in every state worth looking at."""

from dataclasses import dataclass

from intranet.core.charts import (
    BarChart,
    Branch,
    LineChart,
    Point,
    Series,
    TreeChart,
    bar_chart,
    line_chart,
    tree_chart,
)

MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")


@dataclass(frozen=True)
class ChartSamples:
    """What the catalogue draws, by kind."""

    bars: list[BarChart]
    lines: list[LineChart]
    trees: list[TreeChart]
    frame: BarChart


def chart_samples() -> ChartSamples:
    """Return the invented charts."""
    frame = bar_chart(
        title="Własny rysunek w ramce wykresu",
        label_heading="Stan",
        value_heading="Osoby",
        points=[Point("Przeszkoleni", 83), Point("Nieprzeszkoleni", 17)],
    )
    return ChartSamples(bars=_bars(), lines=_lines(), trees=_trees(), frame=frame)


def _bars() -> list[BarChart]:
    def bars(title: str, *values: tuple[str, float], url: str = "") -> BarChart:
        points = [Point(label, value, url) for label, value in values]
        return bar_chart(title=title, label_heading="Komórka", value_heading="Liczba", points=points)

    return [
        bars(
            "Zgłoszenia według komórek (słupki prowadzą do list)",
            ("Wydział Wspierania Rodzinnej Pieczy Zastępczej i Koordynacji Usług", 41),
            ("I Wydział Pracy Środowiskowej", 36),
            ("Dział Kadr", 12),
            ("Kancelaria", 3),
            ("Radca prawny", 0),
            url="#",
        ),
        bars("Wydatki w złotych – wielkie liczby", ("2015", 1_234_567.5), ("2016", 987_654), ("2017", 12)),
        bars("Jeden punkt", ("Szkolenia", 7)),
        bars("Same zera", ("Pomysły", 0), ("Zgłoszenia", 0)),
        bars("Brak danych"),
        bars(
            "Dwadzieścia cztery miesiące",
            *(
                (f"{month} {year}", 12 + number * 5 % 17)
                for year in (2016, 2017)
                for number, month in enumerate(MONTHS)
            ),
        ),
    ]


def _lines() -> list[LineChart]:
    def lines(title: str, labels: tuple[str, ...], **series: tuple[float, ...]) -> LineChart:
        drawn = [
            Series(name.replace("_", " "), [Point(*pair) for pair in zip(labels, values, strict=True)])
            for name, values in series.items()
        ]
        return line_chart(title=title, label_heading="Miesiąc", series=drawn)

    return [
        lines(
            "Zgłoszenia w miesiącach",
            MONTHS,
            Nowe=(31, 28, 40, 37, 33, 29, 18, 16, 35, 44, 41, 38),
            Rozwiązane=(25, 30, 36, 39, 30, 31, 20, 15, 28, 40, 43, 36),
            Otwarte_na_koniec_miesiąca=(12, 10, 14, 12, 15, 13, 11, 12, 19, 23, 21, 23),
        ),
        lines(
            "Sześć serii obok siebie",
            MONTHS[:6],
            **{f"Komórka_{number}": tuple(number * 3 + at % 3 for at in range(6)) for number in range(1, 7)},
        ),
        lines(
            "Dwadzieścia cztery punkty, jedna seria",
            tuple(f"{month} {year}" for year in (2016, 2017) for month in MONTHS),
            Wejścia=tuple(900_000 + 70_000 * (at * 7 % 11) for at in range(24)),
        ),
        lines("Jeden punkt na linii", ("2017",), Pomysły=(7,)),
        lines("Linia samych zer", MONTHS[:3], Pomysły=(0, 0, 0)),
        line_chart(title="Linia bez danych", label_heading="Miesiąc", series=[]),
    ]


def _trees() -> list[TreeChart]:
    def unit(label: str, *children: str, detail: str = "") -> Branch:
        return Branch(label, detail, "#", [Branch(child, url="#") for child in children])

    family = unit(
        "Wydział Wspierania Rodzinnej Pieczy Zastępczej",
        "Zespół Rodzin Zastępczych",
        "Zespół Asystentów Rodziny",
        "Zespół Usamodzielnień",
        detail="24 osoby",
    )
    environment = unit(
        "I Wydział Pracy Środowiskowej", "Punkt Pracy Socjalnej nr 1", "Punkt Pracy Socjalnej nr 2"
    )
    second = unit(
        "II Wydział Pracy Środowiskowej", "Punkt Pracy Socjalnej nr 3", "Punkt Pracy Socjalnej nr 4"
    )
    return [
        tree_chart(
            title="Struktura organizacyjna",
            roots=[
                Branch(
                    "Dyrektor",
                    "MOPS, 1 240 osób",
                    "#",
                    [
                        Branch("Zastępca ds. pomocy środowiskowej", "", "#", [environment, second]),
                        Branch("Zastępca ds. wspierania rodziny", "", "#", [family, unit("Dział Świadczeń")]),
                        Branch(
                            "Zastępca ds. organizacji",
                            "",
                            "#",
                            [
                                unit("Dział Kadr", detail="9 osób"),
                                unit("Kancelaria", detail="6 osób"),
                                unit("Dział Informatyki", "Pomoc użytkownikom", "Sieć i serwery"),
                            ],
                        ),
                        Branch("Główny Księgowy", "", "#", [unit("Dział Finansowy"), unit("Dział Płac")]),
                        Branch("Radca prawny", "", "#"),
                    ],
                )
            ],
        ),
        tree_chart(title="Jedno pole", roots=[Branch("Dyrektor")]),
        tree_chart(title="Drzewo bez danych", roots=[]),
    ]
