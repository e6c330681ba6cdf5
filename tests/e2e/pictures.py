"""Pictures of pages beside the ones kept in the repository: what changed in looks, and nothing smaller.

Kept pictures are half as large as the page, with few colours, to stay small. They are compared still smaller, so
that another version of the browser or of a font, which moves single pixels, is no change.
"""

import io
import os
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

KEPT = Path(__file__).with_name("baselines")
RENEW = "RENEW_BASELINES"
COLOURS = 64
SCALE_KEPT = 2
SCALE_COMPARED = 4
"""How many times smaller than kept ones pictures are compared: a square of 8 × 8 pixels of the page is one point."""
NOTICED = 26
"""The least difference of a point, of 255, that counts."""
TOLERATED = 0.015
"""The part of all points that may differ."""


@dataclass(frozen=True)
class Comparison:
    """How much differs: ``changed`` is a part of all points, 1 when the sizes differ."""

    changed: float
    marked: Image.Image | None = None

    @property
    def is_same(self) -> bool:
        return self.changed <= TOLERATED


def must_renew() -> bool:
    """Tell whether `make baselines` runs, which keeps what it sees."""
    return os.environ.get(RENEW) == "true"


def shrunk(screenshot: bytes) -> Image.Image:
    """Return a screenshot as it is kept."""
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    return picture.resize((picture.width // SCALE_KEPT, picture.height // SCALE_KEPT), Image.Resampling.BOX)


def keep(picture: Image.Image, path: Path) -> None:
    """Write the picture with few colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def compare(kept: Image.Image, seen: Image.Image) -> Comparison:
    """Return what differs; the marked picture shows the changed places light on black."""
    if kept.size != seen.size:
        return Comparison(changed=1)
    small = (max(kept.width // SCALE_COMPARED, 1), max(kept.height // SCALE_COMPARED, 1))
    first, second = (each.convert("RGB").resize(small, Image.Resampling.BOX) for each in (kept, seen))
    channels = ImageChops.difference(first, second).split()
    largest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    marked = largest.point(lambda value: 255 if value >= NOTICED else 0)
    changed = marked.histogram()[255] / (small[0] * small[1])
    return Comparison(changed, marked)
