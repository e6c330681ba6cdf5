"""How much is taken in: sizes of files, of what they unpack to, of their text."""

from django.conf import settings

MEGABYTE = 1024 * 1024
USUAL_MOST_MEGABYTES = 50

# What office packages unpack to. Real ones stay far below; beyond it the reader's computer is at stake.
MOST_ENTRIES = 10_000
MOST_DIRECTORY_BYTES = 4 * MEGABYTE
MOST_UNPACKED_BYTES = 1024 * MEGABYTE
# Text compresses a hundredfold at best; a smaller package may do what it likes.
MOST_RATIO = 100
RATIO_MATTERS_FROM_BYTES = 50 * MEGABYTE
# A picture of this many pixels takes 350 MB of memory in a browser; Pillow warns a little above it.
MOST_PIXELS = 89_000_000

# One request may carry several files; together no more than so many of the largest.
LARGEST_FILES_AT_ONCE = 4


def most_bytes() -> int:
    """Return the limit of one file (``FILES_MAX_MB``)."""
    return int(getattr(settings, "FILES_MAX_MB", USUAL_MOST_MEGABYTES)) * MEGABYTE
