"""Accounts after a sync: who may sign in, and with which roles."""

from intranet.accounts.models import RoleGrant, User
from intranet.accounts.services import (
    apply_directory_roles,
    role_table,
    roles_of_groups,
    set_directory_state,
)
from intranet.directory.sync.people import StaffOfSync
from intranet.directory.sync.report import Refusal, SyncReport, is_believable


def follow_account_states(staff: StaffOfSync, report: SyncReport) -> None:
    """Let in whom the directory has and has not disabled, unless blocked by hand; shut out everybody else.

    The state of the account counts, not what this sync changed: a sign-in may have changed the person before.
    """
    enabled: list[int] = []
    disabled = [user.pk for _person, user in staff.leavers_with_account() if user.is_active]
    for entry in staff.entries:
        user = staff.users.get(entry.guid)
        if user is not None and user.is_active is entry.is_disabled:
            (disabled if entry.is_disabled else enabled).append(user.pk)
    if disabled:
        report.count("accounts_disabled", set_directory_state(user_ids=disabled, is_active=False))
    if enabled:
        report.count("accounts_enabled", set_directory_state(user_ids=enabled, is_active=True))


def take_roles_of_leavers(staff: StaffOfSync, report: SyncReport) -> None:
    """Take all directory roles of people who have left, whatever the read says of groups."""
    for _person, user in staff.leavers_with_account():
        if _held(user):
            apply_directory_roles(user=user, group_names=())
            report.count("roles_changed", 1)


def write_roles(staff: StaffOfSync, report: SyncReport) -> None:
    """Give and take directory roles of people in the directory; refuse when incredibly many would lose some."""
    table = role_table()
    differing, losing = [], set()
    for entry in staff.entries:
        user = staff.users.get(entry.guid)
        if user is None:
            continue
        held, wanted = _held(user), roles_of_groups(entry.group_names, table)
        if held != wanted:
            differing.append((user, entry.group_names))
        if held - wanted:
            losing.add(user.pk)
    holders = sum(1 for user in staff.users.values() if _held(user))
    if not is_believable(len(losing), holders):
        report.refuse(Refusal.ROLES, len(losing))
        differing = [(user, names) for user, names in differing if user.pk not in losing]
    for user, names in differing:
        apply_directory_roles(user=user, group_names=names)
    report.count("roles_changed", len(differing))


def _held(user: User) -> set[str]:
    return {grant.role for grant in user.role_grants.all() if grant.source == RoleGrant.Source.DIRECTORY}
