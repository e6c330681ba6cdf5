from intranet.directory.models.audiences import Audience, AudiencePerson, AudienceUnit
from intranet.directory.models.people import JobGroup, Person, PersonQuerySet
from intranet.directory.models.syncs import LastSync
from intranet.directory.models.units import OrgUnit, OrgUnitQuerySet

__all__ = [
    "Audience",
    "AudiencePerson",
    "AudienceUnit",
    "JobGroup",
    "LastSync",
    "OrgUnit",
    "OrgUnitQuerySet",
    "Person",
    "PersonQuerySet",
]
