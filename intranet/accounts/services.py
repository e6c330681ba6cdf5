"""Writes about accounts: who somebody is and which roles they hold."""

from collections.abc import Iterable

from django.db import transaction

from intranet.accounts.hooks import sign_in_hooks
from intranet.accounts.models import DirectoryRoleGroup, Role, RoleGrant, User
from intranet.core import audit
from intranet.core.models import HelpContact
from intranet.ldap.entries import DirectoryPerson


@transaction.atomic
def update_user_from_directory(*, entry: DirectoryPerson) -> User:
    """Make or update the account of ``entry``, found by GUID, with its roles; run the sign-in hooks.

    A login that changed in the directory follows. A login re-used for another person is freed from the old
    account first, so nobody inherits somebody else's history.
    """
    user = User.objects.select_for_update().filter(directory_guid=entry.guid).first()
    login = entry.login.lower()
    _free_login(login, keeper=user)
    if user is None:
        user = User(username=login, directory_guid=entry.guid)
        user.set_unusable_password()
    is_new = user.pk is None
    user.username = login
    user.first_name, user.last_name, user.email = entry.given_name, entry.surname, entry.email
    user.save()
    if is_new:
        audit.record(actor=None, action="accounts.create", obj=user)
    apply_directory_roles(user=user, group_names=entry.group_names)
    for hook in sign_in_hooks:
        hook.run(user, entry)
    return user


def _free_login(login: str, *, keeper: User | None) -> None:
    taken = User.objects.select_for_update().filter(username=login)
    if keeper is not None:
        taken = taken.exclude(pk=keeper.pk)
    for former in taken:
        former.username = f"{former.username}~{former.pk}"
        former.save(update_fields=["username"])
        audit.record(actor=None, action="accounts.free_login", obj=former, details={"login": login})


def role_table() -> list[tuple[str, str]]:
    """Return the table directory group -> role, group names in lower case."""
    return [
        (name.casefold(), role) for name, role in DirectoryRoleGroup.objects.values_list("group_name", "role")
    ]


def roles_of_groups(group_names: Iterable[str], table: Iterable[tuple[str, str]]) -> set[str]:
    """Return the roles that ``table`` gives to the members of ``group_names``."""
    names = {name.casefold() for name in group_names}
    return {role for group_name, role in table if group_name in names}


@transaction.atomic
def apply_directory_roles(*, user: User, group_names: Iterable[str]) -> frozenset[str]:
    """Make the directory grants of ``user`` those of the directory groups; return the roles now held.

    Grants by hand stay. Administrators, and only they, enter Wagtail's and Django's administration.
    """
    wanted = roles_of_groups(group_names, role_table())
    held = set(user.role_grants.filter(source=RoleGrant.Source.DIRECTORY).values_list("role", flat=True))
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, source=RoleGrant.Source.DIRECTORY) for role in sorted(wanted - held)
    )
    user.role_grants.filter(source=RoleGrant.Source.DIRECTORY, role__in=held - wanted).delete()
    user.__dict__.pop("roles", None)
    if wanted != held:
        audit.record(
            actor=None,
            action="accounts.roles_from_directory",
            obj=user,
            details={"added": sorted(wanted - held), "removed": sorted(held - wanted)},
        )
    is_administrator = user.has_role(Role.ADMINISTRATOR)
    if user.is_superuser != is_administrator or user.is_staff != is_administrator:
        user.is_superuser = user.is_staff = is_administrator
        user.save(update_fields=["is_superuser", "is_staff"])
    return user.roles


@transaction.atomic
def set_directory_state(*, user_ids: Iterable[int], is_active: bool) -> int:
    """Follow what the directory says of these accounts; return how many changed.

    Deactivated ones lose their sessions with the next request. Accounts blocked by hand stay blocked.
    """
    changed = User.objects.filter(pk__in=user_ids, is_blocked_by_hand=False).exclude(is_active=is_active)
    return changed.update(is_active=is_active)


@transaction.atomic
def update_help_contact(*, contact: HelpContact, by: User) -> HelpContact:
    """Keep whom to call when locked out, audited with the words that were replaced."""
    before = HelpContact.objects.select_for_update().filter(pk=1).first()
    contact.pk = 1
    contact.save()
    audit.record(
        actor=by,
        action="accounts.help_contact",
        obj=contact,
        details={
            "before": {field: getattr(before, field) for field in ("phone", "hours", "email", "note")}
            if before
            else None
        },
    )
    return contact
