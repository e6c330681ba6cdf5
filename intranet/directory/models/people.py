from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intranet.core.text import fold

if TYPE_CHECKING:
    from intranet.accounts.models import User


class JobGroup(models.Model):
    """A group of jobs that duties and trainings are aimed at: social workers, heads, counsel."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120, db_collation="polish")

    class Meta:
        verbose_name = _("job group")
        verbose_name_plural = _("job groups")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> "PersonQuerySet":
        """People who work here now."""
        return self.filter(is_active=True)

    def visible_to(self, user: "User") -> "PersonQuerySet":
        """Every active person: the staff list is for the whole staff, leavers are not in it."""
        return self.active()

    def matching(self, text: str) -> "PersonQuerySet":
        """People whose name, phone, room, job or unit holds every word of ``text``, without diacritics."""
        found = self
        for word in fold(text).split()[:8]:
            found = found.filter(search_key__contains=word)
        return found


class Person(models.Model):
    """A member of staff; may have no account (carers, cleaners, people on leave): reports count people."""

    directory_guid = models.UUIDField(unique=True, null=True, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="person", null=True, blank=True
    )
    given_name = models.CharField(_("given name"), max_length=100, db_collation="polish")
    surname = models.CharField(_("surname"), max_length=150, db_collation="polish")
    job_title = models.CharField(_("job title"), max_length=200, blank=True, db_collation="polish")
    unit = models.ForeignKey(
        "directory.OrgUnit",
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="people",
        null=True,
        blank=True,
    )
    manager = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("manager"), related_name="reports", null=True, blank=True
    )
    job_groups = models.ManyToManyField(
        JobGroup, verbose_name=_("job groups"), related_name="people", blank=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    room = models.CharField(_("room"), max_length=40, blank=True)
    employee_number = models.CharField(_("employee number"), max_length=40, blank=True)
    is_active = models.BooleanField(_("works here"), default=True)
    # A sign-in reads the directory for one person: a sync whose read began earlier knows less of them.
    entry_seen_at = models.DateTimeField(_("seen at sign-in"), null=True, blank=True, editable=False)
    search_key = models.TextField(editable=False, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["surname", "given_name", "pk"]
        indexes = [models.Index(fields=["is_active", "surname", "given_name", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("directory:person", args=[self.pk])

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.surname}".strip()

    @cached_property
    def unit_name(self) -> str:
        return self.unit.name if self.unit else ""

    def make_search_key(self) -> str:
        """Return the folded text that ``matching`` looks in; the sync keeps it with the row."""
        phone_digits = "".join(char for char in self.phone if char.isdigit())
        unit = f"{self.unit.symbol} {self.unit.name}" if self.unit else ""
        return fold(
            f"{self.given_name} {self.surname} {self.given_name} {self.job_title} {self.email} {self.phone} "
            f"{phone_digits} {self.room} {unit}"
        )
