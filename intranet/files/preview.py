"""What the page of a file shows: the file itself where a browser can, its text, and what is wrong with it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from intranet.core.forms.widgets import size_in_words
from intranet.files.kinds import BY_MEDIA_TYPE, PDF, PICTURES
from intranet.files.models import FileText, StoredFile
from intranet.files.passages import Passage, passages_of

# The address of a file with this in it offers the file for saving, also what the browser could show.
SAVE = "pobierz"
# About forty pages. The rest is in the file.
MOST_SHOWN = 100_000

_Status = FileText.Status


@dataclass(frozen=True)
class Remark:
    """What a reader must know before opening the file; ``variant`` as in the callout."""

    variant: str
    title: Promise
    text: Promise


READ_LATER = Remark(
    "info",
    _("The text of this file is still being read"),
    _("It takes a minute or two. You can open and save the file already."),
)
UNREAD = Remark(
    "warning",
    _("The text of this file could not be read"),
    _("The search does not know what is in it. The file itself can be opened and saved."),
)
REMARKS = {
    _Status.WAITING: READ_LATER,
    _Status.ENCRYPTED: Remark(
        "warning",
        _("This file is protected with a password"),
        _(
            "To open it you need the password from whoever made it. The search and screen readers do not know what "
            "is in it."
        ),
    ),
    _Status.BROKEN: Remark(
        "danger",
        _("This file is damaged"),
        _(
            "Some programs may open a part of it, others none. Tell whoever is in charge of the document, so that "
            "they put in a good copy."
        ),
    ),
    _Status.UNSUPPORTED: UNREAD,
    _Status.TOO_BIG: UNREAD,
    _Status.TIMED_OUT: UNREAD,
    _Status.FAILED: UNREAD,
}
SCAN = Remark(
    "warning",
    _("This is a scan without text"),
    _(
        "The search does not know what is in it and a screen reader will not read it out. If you need the content in "
        "another form, write to whoever is in charge of the document."
    ),
)
NO_WORDS = Remark(
    "info",
    _("No text was found in this file"),
    _("It may hold pictures alone. The search and screen readers do not know what is in it."),
)
PICTURE = Remark(
    "info",
    _("This file is a picture"),
    _("Text that can be seen in it is known neither to the search nor to screen readers."),
)


@dataclass(frozen=True)
class Preview:
    """A file as its page shows it; ``shape`` is "frame", "picture", "text" or "none"."""

    file: StoredFile
    shape: str
    reading: FileText | None
    passages: list[Passage]
    is_text_cut: bool
    remark: Remark | None

    @property
    def size(self) -> str:
        """The size in words: "31,5 KB"."""
        return size_in_words(self.file.size)

    @property
    def summary(self) -> str:
        """The type, the size and, when known, the number of pages, in one line."""
        said = [self.file.short_type, self.size]
        if self.pages:
            said.append(ngettext("%(count)s page", "%(count)s pages", self.pages) % {"count": self.pages})
        return " · ".join(said)

    @property
    def save_url(self) -> str:
        """The address that saves the file whatever its kind."""
        return f"{self.file.get_absolute_url()}?{SAVE}"

    @property
    def pages(self) -> int | None:
        """How many pages a PDF or a presentation has, when it is known."""
        return self.reading.pages if self.reading and self.shape != "picture" else None


def preview_of(file: StoredFile) -> Preview:
    """Return what to show of ``file``; its ``reading`` should be fetched with it."""
    reading = getattr(file, "reading", None)
    text = reading.text if reading else ""
    return Preview(
        file=file,
        shape=_shape(file, reading),
        reading=reading,
        passages=passages_of(text[:MOST_SHOWN], file.media_type),
        is_text_cut=len(text) > MOST_SHOWN or bool(reading and reading.is_cut),
        remark=_remark(file, reading),
    )


def _shape(file: StoredFile, reading: FileText | None) -> str:
    if file.media_type in PICTURES:
        return "picture"
    if file.media_type == PDF.media_type:
        cannot_open = reading is not None and reading.status == _Status.BROKEN
        return "none" if cannot_open else "frame"
    return "text" if reading is not None and reading.text else "none"


def _remark(file: StoredFile, reading: FileText | None) -> Remark | None:
    if file.media_type in PICTURES:
        return PICTURE
    if file.media_type not in BY_MEDIA_TYPE:
        return UNREAD
    if reading is None or (reading.status == _Status.WAITING and not reading.text):
        return READ_LATER
    if reading.status == _Status.NO_TEXT_LAYER:
        return SCAN if file.media_type == PDF.media_type else NO_WORDS
    return None if reading.text else REMARKS.get(_Status(reading.status))
