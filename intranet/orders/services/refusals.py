"""Why a number cannot be given, in words for the chancellery."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from intranet.core.dates import short_date
from intranet.orders.models import OrderDraft
from intranet.orders.services.registering import NumberAnnulled, NumberTaken, YearOfAnother


class NumberPromised(ValueError):
    """The number waits for another scheduled draft; the argument is that draft."""

    def __init__(self, draft: OrderDraft) -> None:
        super().__init__(draft)
        self.draft = draft


NUMBER_REFUSALS = (NumberTaken, NumberAnnulled, NumberPromised, YearOfAnother)


def number_words(refusal: Exception) -> str:
    """Return the sentence for one of NUMBER_REFUSALS."""
    subject = refusal.args[0]
    if isinstance(refusal, NumberTaken):
        return _("This number is taken: %(order)s of %(day)s, %(title)s.") % {
            "order": capfirst(str(subject)),
            "day": short_date(subject.signed_on),
            "title": subject.title,
        }
    if isinstance(refusal, NumberAnnulled):
        return _("This number was annulled: %(reason)s") % {"reason": subject.reason}
    if isinstance(refusal, NumberPromised):
        return _("This number waits for another draft, which is scheduled: %(draft)s.") % {"draft": subject}
    return _("The year of the number must be the year of signing.")
