"""Why a file is not taken in, in words that say what to do about it."""

from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Enum):
    """Every reason has a sentence; it may use ``name``, ``found``, ``kinds``, ``size`` and ``limit``."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_LARGE_TOGETHER = "too_large_together"
    EXTENSION = "extension"
    MISTYPED = "mistyped"
    FOREIGN = "foreign"
    MARKUP = "markup"
    OLD_OFFICE = "old_office"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    BROKEN = "broken"
    BOMB = "bomb"
    SHIFTED_PDF = "shifted_pdf"
    TOO_MANY_PIXELS = "too_many_pixels"


SENTENCES: dict[Refusal, Promise] = {
    Refusal.EMPTY: _(
        "%(name)s is empty: it has 0 bytes. Check the file on your computer and choose it again."
    ),
    Refusal.TOO_LARGE: _("%(name)s is too large: %(size)s. At most %(limit)s is accepted."),
    Refusal.TOO_LARGE_TOGETHER: _(
        "%(name)s: the files chosen at once are too large together. Send them in smaller groups."
    ),
    Refusal.EXTENSION: _("%(name)s: files of this kind are not accepted. Accepted: %(kinds)s."),
    Refusal.MISTYPED: _(
        "%(name)s: the file has a name ending in %(extension)s, but inside it is %(found)s. "
        "Open it in its program and save it as %(wanted)s, or mend its name."
    ),
    Refusal.FOREIGN: _(
        "%(name)s: the file has a name ending in %(extension)s, but inside it is something else%(found)s. "
        "Accepted: %(kinds)s."
    ),
    Refusal.MARKUP: _(
        "%(name)s: inside is a web page or a drawing that could run in the reader's browser. "
        "Save it as PDF and choose it again."
    ),
    Refusal.OLD_OFFICE: _(
        "%(name)s is saved in an old format of Office (DOC, XLS, PPT). Save it as DOCX, XLSX or PPTX."
    ),
    Refusal.ENCRYPTED: _(
        "%(name)s is protected with a password, so nobody could read it here. Save it without the password."
    ),
    Refusal.MACROS: _("%(name)s contains macros (programs). Save it without macros, for example as PDF."),
    Refusal.BROKEN: _(
        "%(name)s is damaged and cannot be opened. Open it in its program, save it again and choose the new file."
    ),
    Refusal.BOMB: _(
        "%(name)s unpacks to a size that no document has, so it is not accepted. Save the document again, "
        "for example as PDF."
    ),
    Refusal.SHIFTED_PDF: _(
        "%(name)s: there is something else before the PDF document in this file. "
        "Print or save it as PDF again and choose the new file."
    ),
    Refusal.TOO_MANY_PIXELS: _(
        "%(name)s: the picture has too many pixels to open in a browser. Save it smaller."
    ),
}


class FileRefused(ValueError):
    """The file is not taken in; ``sentence`` says why to a person (``acceptance.examine`` fills ``params``)."""

    def __init__(self, reason: Refusal, **params: Any) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.params = params

    @property
    def sentence(self) -> str:
        """The reason in the reader's language."""
        return str(SENTENCES[self.reason]) % self.params
