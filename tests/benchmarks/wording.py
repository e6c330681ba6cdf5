"""Invented orders as long as real ones, the same in every run: words of the demo register, mixed anew."""

import random
import re
import tomllib
from functools import cache
from itertools import accumulate
from pathlib import Path

REGISTER = Path(__file__).resolve().parents[2] / "intranet" / "orders" / "demo" / "register"

# Words planted on purpose in the forms that people write; every form begins with the stem and nothing else does.
COMMON_STEM, COMMON_FORMS = "wnios", ("wniosek", "wniosku", "wnioski", "wnioskiem", "wniosków")
SECOND_STEM, SECOND_FORMS = "szkole", ("szkolenie", "szkolenia", "szkoleniu", "szkoleń", "szkoleniami")
RARE_STEM, RARE_FORMS = "żłob", ("żłobek", "żłobka", "żłobku", "żłobkiem", "żłobków")
# In titles alone: the first opens the title of every second attachment.
TITLE_WORD, RARE_TITLE_STEM, RARE_TITLE_WORD = "Regulamin", "tłumacz", "tłumacza języka migowego"
# Asked in one of the forms, without the letters that a Polish keyboard needs a second key for, or unfinished.
ASKED_COMMON, ASKED_RARE, ASKED_TWO = "wniosku", "zlobek", "szkolenia wniosku"
BEGUN_COMMON, BEGUN_RARE = "regul", "tlum"
MISTYPED = "regulmain"

UNITS_IN_TEXT = 9
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_PLANTED = (COMMON_STEM, SECOND_STEM, "szkoli", RARE_STEM, RARE_TITLE_STEM)


@cache
def vocabulary() -> tuple[str, ...]:
    """Return about 3,000 different Polish words in lower case, without those that are planted on purpose."""
    words: set[str] = set()
    for path in REGISTER.glob("*.toml"):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in (
            content.get("body", ""),
            *(each.get("body", "") for each in content.get("attachments", ())),
        ):
            words.update(word.lower() for word in _LETTERS.findall(text))
    return tuple(sorted(word for word in words if not word.startswith(_PLANTED)))


class Writer:
    """Writes texts from the vocabulary, a few words often and most of them seldom, as in any language."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311  (invented texts, no secrets)
        self._words = list(vocabulary())
        self._chance.shuffle(self._words)
        # Zipf's law: the n-th word is met n times more seldom than the first.
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))

    def subject(self) -> str:
        """Return what an order is about, in seven words."""
        return " ".join(self._some(7))

    def title(self) -> str:
        """Return what an attachment is called, after the word for its kind."""
        return " ".join(self._some(4))

    def attachment(self, *planted: str) -> str:
        """Return the text of an attachment, about 130 words, the planted ones among them."""
        points = [f"{number}. {self._sentence(20)}." for number in range(1, 7)]
        points += [
            f"{len(points) + 1}. {self._sentence(6)} {word} {' '.join(self._some(2))}." for word in planted
        ]
        return "\n".join([self._sentence(3), *points])

    def text(self, *planted: str) -> str:
        """Return nine units of the law with sections and points, about 350 words, the planted ones among them."""
        units = [self._unit(number) for number in range(1, UNITS_IN_TEXT + 1)]
        for word in planted:
            units.append(f"§ {len(units) + 1}. {self._sentence(8)} {word} {' '.join(self._some(5))}.")
        return "\n\n".join([f"Na podstawie {' '.join(self._some(20))} zarządzam, co następuje:", *units])

    def _unit(self, number: int) -> str:
        lines = [f"§ {number}. 1. {self._sentence(14)}:"]
        lines += [f"{point}) {' '.join(self._some(6))};" for point in range(1, 3)]
        lines.append(f"2. {self._sentence(10)}.")
        return "\n".join(lines)

    def _sentence(self, length: int) -> str:
        return " ".join(self._some(length)).capitalize()

    def _some(self, number: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._weights, k=number)
