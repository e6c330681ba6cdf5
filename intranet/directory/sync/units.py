"""Units of the directory: which row is which unit, where it stands, when it ended, who heads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from intranet.core import audit
from intranet.core.dates import today
from intranet.directory.models import OrgUnit
from intranet.directory.sync.matching import match_units
from intranet.directory.sync.people import StaffOfSync
from intranet.directory.sync.report import Refusal, SyncReport, is_believable
from intranet.directory.sync.rows import BATCH, change
from intranet.directory.sync.values import symbol_key, unit_fields
from intranet.ldap.dn import dn_key, parent_dn
from intranet.ldap.entries import DirectoryUnit


@dataclass(frozen=True)
class UnitsOfSync:
    """Every unit there is during a sync, those of the directory with their entries."""

    placed: list[tuple[DirectoryUnit, OrgUnit]]
    others: list[OrgUnit]

    def missing(self) -> list[OrgUnit]:
        """Return the units that came from the directory once and are not in it now."""
        return [unit for unit in self.others if unit.directory_guid is not None]

    def by_symbol(self) -> dict[str, OrgUnit]:
        """Return the units that people may work in today, by `symbol_key`."""
        day = today()
        existing = [unit for unit in self.others if not is_over(unit)]
        units = [unit for unit in existing if unit.valid_from is None or unit.valid_from <= day]
        return {symbol_key(unit.symbol): unit for unit in (*units, *(unit for _entry, unit in self.placed))}


def is_over(unit: OrgUnit) -> bool:
    """Tell whether the unit's last day has passed."""
    return unit.valid_to is not None and unit.valid_to < today()


def write_units(entries: Iterable[DirectoryUnit], report: SyncReport) -> UnitsOfSync:
    """Create, update and move units; an ended unit that the directory has again goes on."""
    known = list(OrgUnit.objects.order_by("pk"))
    matches = match_units(list(entries), known)
    report.pass_over([entry.symbol for entry, _row in matches.passed_over])
    new, changed, renamed = [], [], []
    placed: list[tuple[DirectoryUnit, OrgUnit]] = []
    for entry, row in matches.chosen:
        values = {"directory_guid": entry.guid, **unit_fields(entry)}
        if row is None:
            unit = OrgUnit(**values)
            new.append(unit)
        else:
            unit = row
            old_symbol = unit.symbol
            if change(unit, {**values, "valid_to": None} if is_over(unit) else values):
                changed.append(unit)
            if unit.symbol != old_symbol:
                renamed.append(unit)
        placed.append((entry, unit))
    _free_symbols(renamed)
    fields = ["directory_guid", "symbol", "name", "type", "address", "phone", "valid_to"]
    OrgUnit.objects.bulk_update(changed, fields, batch_size=BATCH)
    OrgUnit.objects.bulk_create(new, batch_size=BATCH)
    placed += [(entry, row) for entry, row in matches.passed_over if row is not None]
    _write_parents(placed, {unit.pk for unit in new}, report)
    report.changes.units.update(unit.pk for unit in (*new, *changed))
    report.count("units_created", len(new))
    report.count("units_changed", len(changed))
    in_directory = {unit.pk for _entry, unit in placed}
    return UnitsOfSync(placed, [unit for unit in known if unit.pk not in in_directory])


def _free_symbols(renamed: list[OrgUnit]) -> None:
    """Take the old symbols away first: units may have exchanged theirs, and no two may share one for a moment."""
    if len(renamed) > 1:
        parked = [OrgUnit(pk=unit.pk, symbol=f"~{unit.pk}") for unit in renamed]
        OrgUnit.objects.bulk_update(parked, ["symbol"], batch_size=BATCH)


def _write_parents(placed: list[tuple[DirectoryUnit, OrgUnit]], new: set[int], report: SyncReport) -> None:
    """Put units under their parents, in a second pass as children may come first.

    Whoever was passed over is stepped over too: what is below goes to the nearest unit above.
    """
    by_dn = {dn_key(entry.dn): unit for entry, unit in placed}
    symbols = {unit.pk: unit.symbol for _entry, unit in placed}
    changed: list[tuple[OrgUnit, int | None]] = []
    for entry, unit in placed:
        above, before = entry.parent_dn, unit.parent_id
        while above and dn_key(above) not in by_dn:
            above = parent_dn(above)
        parent = by_dn.get(dn_key(above))
        if change(unit, {"parent_id": parent.pk if parent is not None and parent is not unit else None}):
            changed.append((unit, before))
    OrgUnit.objects.bulk_update([unit for unit, _before in changed], ["parent"], batch_size=BATCH)
    moved = [(unit, before) for unit, before in changed if unit.pk not in new]
    for unit, before in moved:
        # Who reads what follows the tree, so each move is kept with its unit.
        places = {"from": symbols.get(before or 0, ""), "to": symbols.get(unit.parent_id or 0, "")}
        audit.record(actor=None, action="directory.unit_moved", obj=unit, details=places)
    report.changes.units.update(unit.pk for unit, _before in moved)
    report.count("units_moved", len(moved))


def end_missing_units(units: UnitsOfSync, report: SyncReport) -> None:
    """End the units that the directory no longer has, yesterday and without a head; refuse an incredible number."""
    missing = units.missing()
    ended = [unit for unit in missing if not is_over(unit)]
    if ended and not units.placed:
        report.refuse(Refusal.NO_UNITS, len(ended))
        return
    if not is_believable(len(ended), len(ended) + len(units.placed)):
        report.refuse(Refusal.UNITS, len(ended))
        return
    yesterday = today() - timedelta(days=1)
    for unit in ended:
        unit.valid_to = max(yesterday, unit.valid_from or yesterday)
        audit.record(actor=None, action="directory.unit_ended", obj=unit)
    changed = [unit for unit in missing if change(unit, {"head_id": None}) or unit in ended]
    OrgUnit.objects.bulk_update(changed, ["valid_to", "head"], batch_size=BATCH)
    report.changes.units.update(unit.pk for unit in changed)
    report.count("units_ended", len(ended))


def write_heads(units: UnitsOfSync, staff: StaffOfSync, report: SyncReport) -> None:
    """Give every unit the head that the directory names, if they work here; others lose a head who left."""
    changed = [
        unit
        for entry, unit in units.placed
        if change(unit, {"head_id": staff.superior_id(entry.head_dn, unit.head_id)})
    ]
    working = staff.working_ids()
    changed += [
        unit
        for unit in units.others
        if unit.head_id is not None and unit.head_id not in working and change(unit, {"head_id": None})
    ]
    OrgUnit.objects.bulk_update(changed, ["head"], batch_size=BATCH)
    report.changes.units.update(unit.pk for unit in changed)
    report.count("heads_changed", len(changed))
