"""Make scans: pictures of paper in a PDF, without a letter that a program could read."""

import json
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

from intranet.core.dates import long_date
from intranet.orders.demo.content import DemoOrder
from intranet.orders.wording import in_genitive, in_the_matter_of

TEMPLATE = Path(__file__).with_name("scan.typ")
DOTS_PER_INCH = 110
# Paper never lies quite straight on the glass.
TILT = 0.6
PAPER = 244
QUALITY = 45
SIGNATURE, INITIALS = "DYREKTOR", "Mops"


def scan_of(order: DemoOrder) -> bytes:
    """Return the paper of ``order`` as a PDF of grey pictures, one a page."""
    pages = [_scanned(page) for page in _pages(order)]
    made = BytesIO()
    pages[0].save(
        made,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=DOTS_PER_INCH,
        quality=QUALITY,
        title=f"Skan: zarządzenie nr {order.reference}",
    )
    return made.getvalue()


def _pages(order: DemoOrder) -> list[bytes]:
    paper = {
        "heading": f"ZARZĄDZENIE NR {order.reference} {in_genitive(order.issuer).upper()}",
        "dated": f"z dnia {long_date(order.signed_on)}",
        "subject": in_the_matter_of(order.subject),
        "lines": [line for line in order.body.splitlines() if line],
        "signature": SIGNATURE,
        "initials": INITIALS,
    }
    compiler = typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)
    pages = compiler.compile(format="png", ppi=DOTS_PER_INCH, sys_inputs={"paper": json.dumps(paper)})
    return [pages] if isinstance(pages, bytes) else [page for page in pages or () if page]


def _scanned(page: bytes) -> Image.Image:
    picture = Image.open(BytesIO(page)).convert("L")
    return picture.rotate(TILT, Image.Resampling.BICUBIC, fillcolor=PAPER)
