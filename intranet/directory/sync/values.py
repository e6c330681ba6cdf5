"""The directory's values in the words of our models; the sign-in uses the same."""

from collections.abc import Iterable

from django.conf import settings

from intranet.directory.models import JobGroup, OrgUnit, Person
from intranet.directory.sync.rows import cut, cut_all
from intranet.ldap.entries import DirectoryPerson, DirectoryUnit


def person_fields(entry: DirectoryPerson) -> dict[str, str]:
    """Return the Person's texts that the directory decides."""
    return cut_all(
        Person,
        {
            "given_name": entry.given_name,
            "surname": entry.surname or entry.login,
            "job_title": entry.job_title,
            "email": entry.email,
            "phone": entry.phone,
            "room": entry.room,
            "employee_number": entry.employee_number,
        },
    )


def unit_fields(entry: DirectoryUnit) -> dict[str, str]:
    """Return the OrgUnit's texts that the directory decides; an unknown kind is a department."""
    texts = {
        "symbol": entry.symbol,
        "name": entry.name or entry.symbol,
        "address": entry.address,
        "phone": entry.phone,
    }
    kind = entry.kind if entry.kind in OrgUnit.Type.values else OrgUnit.Type.DEPARTMENT.value
    return {**cut_all(OrgUnit, texts), "type": kind}


def symbol_key(symbol: str) -> str:
    """Return what two symbols of one unit have in common: people and units write them in any letter case."""
    return cut(OrgUnit, "symbol", symbol).casefold()


def job_group_code(group_name: str) -> str:
    """Return the code of the job group that a directory group is, empty when it is none.

    Job groups have names with the agreed prefix, in any letter case, as names of groups are in a directory.
    """
    prefix = settings.LDAP_JOB_GROUP_PREFIX
    if group_name[: len(prefix)].casefold() != prefix.casefold():
        return ""
    return cut(JobGroup, "code", group_name[len(prefix) :])


def job_group_codes(group_names: Iterable[str]) -> set[str]:
    """Return the codes of the job groups among directory groups."""
    return {code for name in group_names if (code := job_group_code(name))}
