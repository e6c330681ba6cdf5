"""Writes about accounts: who somebody is and which roles they hold."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import IntegrityError, models, transaction

from intranet.accounts.hooks import sign_in_hooks
from intranet.accounts.models import EDITORS_GROUP, DirectoryRoleGroup, Role, RoleGrant, User
from intranet.core import audit
from intranet.core.models import SHOWN_CONTACT, HelpContact
from intranet.ldap.entries import DirectoryPerson

LONGEST = {field.name: field.max_length for field in User._meta.fields if isinstance(field, models.CharField)}


@transaction.atomic
def update_user_from_directory(*, entry: DirectoryPerson) -> User:
    """Make or update the account of ``entry``, found by GUID, with its roles; run the sign-in hooks.

    Whom the directory has just let in is active again unless blocked by hand. A login that changed in the
    directory follows. A login re-used for another person is freed from the old account first, so nobody inherits
    somebody else's history.
    """
    login = entry.login.lower()[: LONGEST["username"]]
    user = _locked_account(entry, login)
    _free_login(login, keeper=user)
    user.username = login
    user.first_name = entry.given_name[: LONGEST["first_name"]]
    user.last_name = entry.surname[: LONGEST["last_name"]]
    user.email = entry.email[: LONGEST["email"]]
    user.is_active = not user.is_blocked_by_hand
    user.save()
    apply_directory_roles(user=user, group_names=entry.group_names)
    if user.is_active:
        for hook in sign_in_hooks:
            hook.run(user, entry)
    return user


def _locked_account(entry: DirectoryPerson, login: str) -> User:
    """Return the account of ``entry`` under a lock, made now if need be.

    Two first sign-ins at once both find nothing to lock: the database lets one insert and the other reads it.
    """
    accounts = User.objects.select_for_update().filter(directory_guid=entry.guid)
    if (user := accounts.first()) is not None:
        return user
    user = User(username=f"{login[:100]}~{entry.guid}", directory_guid=entry.guid)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        return accounts.get()
    audit.record(actor=None, action="accounts.create", obj=user, details={"login": login})
    return user


def _free_login(login: str, *, keeper: User) -> None:
    for former in User.objects.select_for_update().filter(username=login).exclude(pk=keeper.pk):
        former.username = f"{login[:100]}~{former.pk}"
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

    Grants by hand stay. Administrators, and only they, enter Django's administration; they and page editors enter
    Wagtail's.
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
        audit.record(
            actor=None, action="accounts.administration", obj=user, details={"allowed": is_administrator}
        )
    follow_editor_role(user=user)
    return user.roles


@transaction.atomic
def follow_editor_role(*, user: User) -> None:
    """Make ``user`` a member of the group of page editors, or no longer one, as their roles say."""
    is_editor = user.has_role(Role.EDITOR)
    if user.groups.filter(name=EDITORS_GROUP).exists() == is_editor:
        return
    group, _ = Group.objects.get_or_create(name=EDITORS_GROUP)
    if is_editor:
        user.groups.add(group)
    else:
        user.groups.remove(group)
    audit.record(actor=None, action="accounts.page_editing", obj=user, details={"allowed": is_editor})


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
    transaction.on_commit(lambda: caches["process"].delete(SHOWN_CONTACT))
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
