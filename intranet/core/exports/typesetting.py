"""Typst as a program of its own: the document as JSON on its input, the PDF on its output.

A long list takes a gigabyte while it is laid out (25 kB for each cell, measured with typst 0.15), which a web process
would keep for good. Run as a file; imports nothing of ours.
"""

import contextlib
import resource
import sys
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("table.typ")
MOST_MEMORY = 3 * 1024**3
REFUSED = 3


def main() -> int:
    """Return 0, or REFUSED with typst's own words on the error output."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # Where memory runs out all the same, this process goes and not the database.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    compiler = typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)
    try:
        pdf = compiler.compile(
            format="pdf", pdf_standards="ua-1", sys_inputs={"document": sys.stdin.buffer.read().decode()}
        )
    except typst.TypstError as error:
        sys.stderr.write(str(error))
        return REFUSED
    if not isinstance(pdf, bytes):
        sys.stderr.write("typst gave pages instead of one document")
        return REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
