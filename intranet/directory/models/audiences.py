from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from intranet.directory.models.units import OrgUnit

if TYPE_CHECKING:
    from intranet.directory.models.people import Person


class AudienceQuerySet(models.QuerySet["Audience"]):
    def including(self, person: "Person | None") -> "AudienceQuerySet":
        """Audiences the person belongs to; somebody who is no Person belongs to „everyone” alone."""
        if person is None:
            return self.filter(is_everyone=True)
        own = Q(is_everyone=True) | Q(
            Exists(AudiencePerson.objects.filter(audience=OuterRef("pk"), person=person))
        )
        if person.unit_id is None:
            return self.filter(own)
        chain = OrgUnit.objects.chain_of(person.unit_id)
        in_unit = AudienceUnit.objects.filter(audience=OuterRef("pk")).filter(
            Q(unit_id=person.unit_id) | Q(unit_id__in=chain, with_subunits=True)
        )
        return self.filter(own | Q(Exists(in_unit)))


class Audience(models.Model):
    """Whom something is for: everyone, units with or without their sub-units, single persons.

    An audience is made by `directory.audience` and not changed afterwards, so things may share one: all that is
    for everyone points to the same row, and asking who may see it stays one small sub-query.
    """

    is_everyone = models.BooleanField(_("everyone"), default=False)
    units = models.ManyToManyField("directory.OrgUnit", through="directory.AudienceUnit", related_name="+")
    persons = models.ManyToManyField("directory.Person", through="directory.AudiencePerson", related_name="+")

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        constraints = [
            models.UniqueConstraint(
                fields=["is_everyone"], condition=Q(is_everyone=True), name="audience_one_everyone"
            )
        ]

    def __str__(self) -> str:
        return str(_("everyone")) if self.is_everyone else str(_("chosen units and persons"))


class AudienceUnit(models.Model):
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="unit_rows")
    unit = models.ForeignKey("directory.OrgUnit", models.PROTECT, related_name="+")
    with_subunits = models.BooleanField(_("with sub-units"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audience", "unit"], name="audience_unit_once")]

    def __str__(self) -> str:
        return str(self.unit)


class AudiencePerson(models.Model):
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="person_rows")
    person = models.ForeignKey("directory.Person", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audience", "person"], name="audience_person_once")]

    def __str__(self) -> str:
        return str(self.person)
