"""Legal acts in the search: found by title, by the name people use and by designation."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.legal.designations import place_condition
from intranet.legal.models import LegalAct
from intranet.legal.places import problems_of
from intranet.legal.references import parse_place
from intranet.search.registry import IndexedText, Result, SearchSource, register

if TYPE_CHECKING:
    from intranet.accounts.models import User


class LegalActSource(SearchSource[LegalAct]):
    key = "akty"
    label = gettext_lazy("Legal acts")
    model = LegalAct
    order = 30
    # Who looks for what binds here wants the order before the statute that it rests on.
    precedence = 1

    def indexed_text(self, found: LegalAct) -> IndexedText:
        body = "\n".join([found.short_name, found.place_in_words, found.eli])
        return IndexedText(title=found.title, body=body, day=found.enacted_on)

    def visible_to(self, user: "User") -> QuerySet[LegalAct]:
        return LegalAct.objects.visible_to(user)

    def result(self, found: LegalAct) -> Result:
        return Result(
            title=capfirst(found.short_name),
            url=found.get_absolute_url(),
            meta=found.place_in_words,
            status=_("repealed") if found.is_repealed else "",
            status_variant="repealed",
            text=found.title,
            icon="scale",
        )

    def exact(self, text: str) -> Q | None:
        return designation_condition(text)


def designation_condition(text: str) -> Q | None:
    """Return the condition for the act whose designation is ``text``; None when it is no designation."""
    place = parse_place(text)
    return None if place is None or problems_of(place) else place_condition(place)


register(LegalActSource())
