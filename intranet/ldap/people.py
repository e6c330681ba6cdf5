"""Find one person and let the directory judge their password."""

import dataclasses
import logging

from ldap3.utils.conv import escape_filter_chars

from intranet.ldap.config import LdapConfig
from intranet.ldap.connection import Answer, DirectoryConnection
from intranet.ldap.entries import DirectoryPerson
from intranet.ldap.errors import DirectoryMisconfigured, DirectoryUnavailable, SignInRefused, UnreadableEntry
from intranet.ldap.mapping import person_from
from intranet.ldap.membership import read_group_names
from intranet.ldap.reasons import Reason, active_directory_code, password_policy_reason, reason_of_refusal
from intranet.ldap.result_codes import SERVER_IN_TROUBLE, SIZE_LIMIT_EXCEEDED, SUCCESS
from intranet.ldap.schemas import Schema

logger = logging.getLogger(__name__)


def find_person(
    connection: DirectoryConnection, config: LdapConfig, schema: Schema, login: str
) -> DirectoryPerson | None:
    """Return the person `login` belongs to, with all their groups; None unless there is exactly one.

    Raises DirectoryMisconfigured when the service account may not search or read there.
    """
    found = connection.search(
        config.people_base, login_filter(schema, login), schema.person_attributes(), size_limit=2
    )
    if found.answer.code in SERVER_IN_TROUBLE:
        raise DirectoryUnavailable(f"Finding a person ended with {found.answer.description}.")
    if found.answer.code not in (SUCCESS, SIZE_LIMIT_EXCEEDED):
        raise DirectoryMisconfigured(f"Finding a person ended with {found.answer.description}.")
    if found.answer.code == SIZE_LIMIT_EXCEEDED or len(found.entries) > 1:
        logger.error("A login belongs to more than one account; the directory has to be corrected.")
        return None
    if not found.entries:
        return None
    try:
        person = person_from(found.entries[0], schema)
    except UnreadableEntry as error:
        raise DirectoryMisconfigured(str(error)) from error
    return dataclasses.replace(person, group_names=read_group_names(connection, config, schema, person.dn))


def login_filter(schema: Schema, login: str) -> str:
    """Return the search filter for everything a person may type as their login (RFC 4515, escaped)."""
    value = escape_filter_chars(login)
    alternatives = "".join(f"({name}={value})" for name in schema.login_attributes)
    return f"(&{schema.person_filter}(|{alternatives}))"


def bind_person(connection: DirectoryConnection, person: DirectoryPerson, password: str) -> None:
    """Return when the directory accepts the password. Raises SignInRefused with its reason.

    A server in trouble raises DirectoryUnavailable: nobody is told of a wrong password that is right.
    """
    answer = connection.bind(person.dn, password)
    if answer.code in SERVER_IN_TROUBLE:
        raise DirectoryUnavailable(f"Signing a person in ended with {answer.description}.")
    reason = _refusal(answer, person)
    if reason is not None:
        # The code, not the person: an unknown one (531, a workstation not allowed) is told apart here only.
        code = active_directory_code(answer.message)
        logger.info("The directory refused a sign-in: %s, code %s.", reason.value, code or answer.code)
        raise SignInRefused(reason)


def _refusal(answer: Answer, person: DirectoryPerson) -> Reason | None:
    if answer.code == SUCCESS:
        # OpenLDAP lets a person with a reset password in, for changing it only (pwdReset).
        return password_policy_reason(answer.password_policy)
    reason = reason_of_refusal(answer.message, answer.password_policy)
    # OpenLDAP has one error for "locked by failed attempts" and "locked by an administrator".
    return Reason.ACCOUNT_DISABLED if reason is Reason.LOCKED and person.is_disabled else reason
