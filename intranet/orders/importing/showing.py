"""How an import is told to people: its state, its stages, what may be done with it now."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from intranet.orders.models import RegisterImport

State, Phase = RegisterImport.State, RegisterImport.Phase

_VARIANTS: dict[str, str] = {
    State.DONE: "in_force",
    State.FAILED: "repealed",
    State.INTERRUPTED: "repealed",
    State.CANCELLED: "expired",
}


@dataclass(frozen=True)
class Stage:
    """One step of the way: "done", "current", "failed" or "todo"."""

    title: str
    state: str
    detail: datetime | None = None


@dataclass(frozen=True)
class ShownState:
    """A state in words with the variant of its pill."""

    label: str | Promise
    variant: str


def state_of(row: RegisterImport) -> ShownState:
    """Return the state as it is now: a worker that has been silent for too long is as good as dead."""
    if row.is_stale_at(timezone.now()):
        return ShownState(State.INTERRUPTED.label, "repealed")
    if row.state == State.CHECKED:
        if row.count("problems"):
            return ShownState(_("to be corrected"), "repealed")
        if not row.has_its_files:
            return ShownState(_("not confirmed in time"), "expired")
        return ShownState(_("ready to be imported") if row.new_rows else _("nothing new"), "in_force")
    return ShownState(State(row.state).label, _VARIANTS.get(row.state, "pending"))


def stages_of(row: RegisterImport) -> list[Stage]:
    """Return the way of an import from the table to the search."""
    is_stopped = row.may_start_again or row.state in RegisterImport.STOPPED
    writing_began = row.confirmed_at is not None
    check = _check_stage(row, is_stopped, writing_began)
    return [
        Stage(_("Table sent"), "done", row.started_at),
        check,
        Stage(
            _("Confirmed"),
            "done" if writing_began else "current" if row.may_be_confirmed else "todo",
            row.confirmed_at,
        ),
        _write_stage(row, is_stopped, writing_began),
        Stage(_("Found in search"), _search_state(row, is_stopped)),
    ]


def _check_stage(row: RegisterImport, is_stopped: bool, writing_began: bool) -> Stage:
    if writing_began or row.state == State.CHECKED:
        return Stage(_("Checked"), "failed" if row.count("problems") else "done", row.checked_at)
    return Stage(_("Checked"), "failed" if is_stopped else "current")


def _write_stage(row: RegisterImport, is_stopped: bool, writing_began: bool) -> Stage:
    title = _("Written to the register")
    if row.written_at is not None:
        return Stage(title, "done", row.written_at)
    if not writing_began:
        return Stage(title, "todo")
    return Stage(title, "failed" if is_stopped else "current")


def _search_state(row: RegisterImport, is_stopped: bool) -> str:
    if row.state == State.DONE:
        return "done"
    if row.written_at is None:
        return "todo"
    return "failed" if is_stopped else "current"
