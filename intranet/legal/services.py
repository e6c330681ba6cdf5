"""Writes of the register of legal acts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from intranet.accounts.models import User
from intranet.core import audit
from intranet.legal.designations import Place
from intranet.legal.models import LONGEST_SHORT_NAME, LegalAct
from intranet.legal.places import Problems, problems_of
from intranet.legal.titles import date_in, kind_of, short_name_of
from intranet.search.indexing import index_object

_PLACE_FIELDS = ("journal", "year", "number", "position", "journal_name", "designation")
_DETAIL_FIELDS = ("kind", "enacted_on", "title", "short_name", "is_consolidated", "force", "repealed_on")


class BadPlace(ValueError):
    """A place of publication cannot be kept; ``problems`` says why, by the name of its part."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class ActNeedsTitle(ValueError):
    """Nobody has entered the act at this place yet, and no title was given to enter it with."""


class ActAlreadyThere(ValueError):
    """The place is taken by ``act``."""

    def __init__(self, act: LegalAct) -> None:
        super().__init__(str(act))
        self.act = act


class ActChangedMeanwhile(Exception):
    """Somebody else has changed the act since the editor began; ``saved`` is what stands now."""

    def __init__(self, saved: LegalAct) -> None:
        super().__init__()
        self.saved = saved


@dataclass(frozen=True)
class ActDetails:
    """What is known about an act besides its place. Empty parts are read from the title, where it tells."""

    title: str = ""
    short_name: str = ""
    kind: LegalAct.Kind | None = None
    enacted_on: date | None = None
    is_consolidated: bool = False
    force: LegalAct.Force = LegalAct.Force.UNKNOWN
    repealed_on: date | None = None


@dataclass(frozen=True)
class LegalBasisRow:
    """A row of a form: an act we know or the place of one, with the provision that is cited."""

    act: LegalAct | None = None
    place: Place | None = None
    details: ActDetails = ActDetails()
    provision: str = ""


@dataclass(frozen=True)
class CitedAct:
    """An act with the provision cited from it."""

    act: LegalAct
    provision: str


@transaction.atomic
def get_or_create_act(*, place: Place, details: ActDetails, by: User | None) -> tuple[LegalAct, bool]:
    """Return the act at ``place`` and whether it was made now, from ``details``.

    An act already there is returned as it is. Indexes the new act and records who made it; ``by`` is None for
    the system itself. Raises BadPlace, and ActNeedsTitle when there is no act and no title.
    """
    if problems := problems_of(place):
        raise BadPlace(problems)
    if (known := LegalAct.objects.at(place).first()) is not None:
        return known, False
    if not details.title.strip():
        raise ActNeedsTitle
    act = LegalAct()
    _fill(act, place, details)
    try:
        with transaction.atomic():
            act.save(force_insert=True)
    except IntegrityError:
        # Somebody entered the same act a moment ago.
        known = LegalAct.objects.at(place).first()
        if known is None:
            raise
        return known, False
    audit.record(actor=by, action="legal.create_act", obj=act, details={"place": act.place_in_words})
    index_object(act)
    return act, True


@transaction.atomic
def correct_act(*, act: LegalAct, place: Place, details: ActDetails, stamp: str, by: User) -> LegalAct:
    """Correct ``act`` for everything that rests on it and record what stood there before.

    ``stamp`` is the act's own of when the editor began. Raises BadPlace, ActNeedsTitle, ActAlreadyThere when the
    place belongs to another act, and ActChangedMeanwhile.
    """
    if problems := problems_of(place):
        raise BadPlace(problems)
    if not details.title.strip():
        raise ActNeedsTitle
    saved = LegalAct.objects.select_for_update().get(pk=act.pk)
    if saved.stamp != stamp:
        raise ActChangedMeanwhile(saved)
    if (other := LegalAct.objects.at(place).exclude(pk=saved.pk).first()) is not None:
        raise ActAlreadyThere(other)
    fields = (*_PLACE_FIELDS, *_DETAIL_FIELDS)
    before = {name: getattr(saved, name) for name in fields}
    _fill(saved, place, details)
    changed = {name: str(value or "") for name, value in before.items() if value != getattr(saved, name)}
    if not changed:
        return saved
    saved.save()
    audit.record(actor=by, action="legal.correct_act", obj=saved, details={"before": changed})
    index_object(saved)
    return saved


@transaction.atomic
def cite_acts(*, rows: Iterable[LegalBasisRow], by: User) -> list[CitedAct]:
    """Return the act and the provision of each row, entering the acts that nobody has entered yet.

    Raises BadPlace and ActNeedsTitle, as `get_or_create_act` does.
    """
    cited = []
    for row in rows:
        act = row.act
        if act is None and row.place is not None:
            act, _ = get_or_create_act(place=row.place, details=row.details, by=by)
        if act is not None:
            cited.append(CitedAct(act, row.provision))
    return cited


def _fill(act: LegalAct, place: Place, details: ActDetails) -> None:
    for name in _PLACE_FIELDS:
        setattr(act, name, getattr(place, name))
    act.title = details.title.strip()
    # A title that is nothing but a day leaves no name.
    named = details.short_name.strip() or short_name_of(act.title) or act.title
    act.short_name = named[:LONGEST_SHORT_NAME]
    act.kind = details.kind or kind_of(act.title)
    act.enacted_on = details.enacted_on or date_in(act.title)
    act.is_consolidated = details.is_consolidated
    act.force = details.force
    act.repealed_on = details.repealed_on if details.force == LegalAct.Force.REPEALED else None
