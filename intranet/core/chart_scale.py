"""The scale of a chart: round numbers for its axis, and numbers written as the reader's language writes them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

MOST_STEPS = 5
ROUND_STEPS = (1, 2, 2.5, 5, 10)
MILLION, BILLION = 10**6, 10**9


@dataclass(frozen=True)
class Scale:
    """An axis from zero to ``top`` with its round numbers."""

    top: float
    ticks: Sequence[float]

    def share(self, value: float) -> float:
        """Return where ``value`` lies between zero and the top, 0 to 1."""
        return value / self.top

    def label(self, tick: float) -> str:
        """Return a short label: millions and billions are words, or the axis would not fit on a phone."""
        if self.top >= BILLION:
            return _("%(number)s billion") % {"number": number(tick / BILLION)} if tick else "0"
        if self.top >= MILLION:
            return _("%(number)s million") % {"number": number(tick / MILLION)} if tick else "0"
        # An axis of thousandths would otherwise read 0, 0, 0.
        return number(tick, places=max(2, 2 - math.floor(math.log10(self.top))))


def scale_for(values: Sequence[float]) -> Scale:
    """Return the smallest round scale that holds ``values``; whole numbers get no fractions on the axis."""
    highest = max(values, default=0)
    if not highest:
        return Scale(1.0, (0.0,))
    step = _round_step(highest / MOST_STEPS, is_whole=all(value == int(value) for value in values))
    steps = math.ceil(round(highest / step, 9))
    return Scale(step * steps, [step * at for at in range(steps + 1)])


def _round_step(rough: float, *, is_whole: bool) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    if is_whole:
        power = max(1.0, power)
    steps = (power * step for step in ROUND_STEPS)
    return next(
        step for step in steps if step >= rough * (1 - 1e-9) and not (is_whole and step != math.floor(step))
    )


def number(value: float, places: int = 2) -> str:
    """Return a number with at most ``places`` decimals: „1 234,5” in Polish."""
    plain = f"{value:.{places}f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return number_format(plain, use_l10n=True, force_grouping=True)


def percent(share: float) -> str:
    """Return a share, 0 to 1, as a length for SVG: "12.5%"."""
    return f"{round(100 * share, 2):g}%"
