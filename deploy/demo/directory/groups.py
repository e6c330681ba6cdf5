"""The groups of the demo directory: roles of the intranet and jobs."""

from typing import NamedTuple

from deploy.demo.directory.staffing import HEAD, IT_SPECIALIST, LEGAL_COUNSEL

JOB_PREFIX = "stanowisko-"


class RoleGroup(NamedTuple):
    """A group that gives a role: its people by login, and the job groups inside it."""

    name: str
    description: str
    logins: tuple[str, ...] = ()
    job_groups: tuple[str, ...] = ()


ROLE_GROUPS = (
    RoleGroup("intranet-kierownicy", "Intranet: kierownicy komórek organizacyjnych", ("dyrektor",), (HEAD,)),
    RoleGroup("intranet-informatycy", "Intranet: obsługa zgłoszeń", ("waldemar.zoltek",), (IT_SPECIALIST,)),
    RoleGroup("intranet-kadry", "Intranet: kadry i szkolenia", ("kadry",)),
    RoleGroup("intranet-kancelaria", "Intranet: kancelaria, rejestr", ("kancelaria", "kancelaria2")),
    RoleGroup("intranet-budzet", "Intranet: dysponenci budżetu", ("budzet",)),
    RoleGroup("intranet-prawnicy", "Intranet: redakcja newslettera prawnego", (), (LEGAL_COUNSEL,)),
    RoleGroup("intranet-dyrektor", "Intranet: dyrektor", ("dyrektor",)),
    RoleGroup("intranet-audytorzy", "Intranet: audytorzy", ("audytor",)),
    RoleGroup("intranet-redaktorzy", "Intranet: redaktorzy stron i aktualności", ("kancelaria", "prawnik")),
    RoleGroup("intranet-administratorzy", "Intranet: administratorzy", ("administrator",)),
)
