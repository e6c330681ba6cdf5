from typing import Any, NoReturn

from django.core.cache import caches
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from intranet.core import last_contact


class AuditEntryChanged(TypeError):
    """Code tried to change or delete an audit entry."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def about(self, obj: models.Model) -> "AuditQuerySet":
        """Entries about one object, newest first."""
        return self.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))

    def update(self, **kwargs: Any) -> NoReturn:
        raise AuditEntryChanged("Audit entries are append-only.")


class AuditEntry(models.Model):
    """One fact: who did what, when, to which object. Triggers in the database refuse a change as well."""

    at = models.DateTimeField(_("when"), auto_now_add=True)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_label = models.CharField(_("who"), max_length=250)
    action = models.CharField(_("action"), max_length=80)
    object_type = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    object_label = models.CharField(_("object"), max_length=250, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "-at"], name="audit_object"),
            models.Index(fields=["actor_id", "-at"], name="audit_actor"),
            models.Index(fields=["-at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AuditEntryChanged("Audit entries are append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AuditEntryChanged("Audit entries are append-only.")


SHOWN_CONTACT, SHOWN_SECONDS = "help-contact", 30


class HelpContact(models.Model):
    """Whom to call when locked out: shown before sign-in and on error pages. One row."""

    phone = models.CharField(
        _("phone"),
        max_length=40,
        validators=[
            RegexValidator(
                r"^(?=.*\d)\+?[\d\s()/-]{3,}(?:(?:wew\.|w\.)\s?\d+)?$",
                _("Write a phone number: digits and spaces, for example 42 685 40 00."),
            )
        ],
    )
    hours = models.CharField(_("hours"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("help contact")
        verbose_name_plural = _("help contact")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="help_contact_one_row")]

    def __str__(self) -> str:
        return f"{self.phone} ({self.hours})"

    @classmethod
    def current(cls) -> "HelpContact | None":
        """Return the contact, or None until an administrator has written it."""
        return cls.objects.filter(pk=1).first()

    @classmethod
    def shown(cls) -> "HelpContact | None":
        """Return the contact for the foot of every page, at most half a minute old in other processes."""
        # That there is none is an answer too: a new installation must not ask on every page.
        known: tuple[HelpContact | None] | None = caches["process"].get(SHOWN_CONTACT)
        if known is None:
            known = (cls.current(),)
            caches["process"].set(SHOWN_CONTACT, known, SHOWN_SECONDS)
            last_contact.remember(known[0])
        return known[0]
