from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

# The group whose members enter the page editor; `intranet.news` gives it its permissions.
EDITORS_GROUP = "Redaktorzy stron"


class Role(models.TextChoices):
    """What a person may do here beyond every member of staff; given by directory groups."""

    HEAD = "HEAD", _("unit head")
    CHANCELLERY = "CHANCELLERY", _("chancellery")
    IT_SUPPORT = "IT_SUPPORT", _("IT support")
    HR = "HR", _("human resources")
    LEGAL = "LEGAL", _("legal team")
    BUDGET_HOLDER = "BUDGET_HOLDER", _("budget holder")
    DIRECTOR = "DIRECTOR", _("director")
    AUDITOR = "AUDITOR", _("auditor")
    EDITOR = "EDITOR", _("page editor")
    ADMINISTRATOR = "ADMINISTRATOR", _("administrator")


class User(AbstractUser):
    """An account of the directory that has signed in here at least once, or is known from the sync.

    ``directory_guid`` is the identity: logins, names and places in the tree change, it does not.
    """

    directory_guid = models.UUIDField(_("directory identifier"), unique=True, null=True, blank=True)
    # Kept apart from what the directory says: an account blocked here stays so whatever happens there.
    is_blocked_by_hand = models.BooleanField(_("blocked by hand"), default=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(is_blocked_by_hand=True, is_active=True), name="user_blocked_is_inactive"
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def roles(self) -> frozenset[str]:
        """The person's roles, read once per request."""
        return frozenset(self.role_grants.values_list("role", flat=True))

    def has_role(self, *roles: Role) -> bool:
        """Tell whether the person holds at least one of ``roles``."""
        return not self.roles.isdisjoint(roles)


class RoleGrant(models.Model):
    """A role of a person and where it comes from; a grant by hand survives changes in the directory."""

    class Source(models.TextChoices):
        DIRECTORY = "DIRECTORY", _("directory group")
        MANUAL = "MANUAL", _("granted by hand")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("role grant")
        verbose_name_plural = _("role grants")
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "source"], name="role_grant_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_grant_known_role"),
            models.CheckConstraint(
                condition=models.Q(source__in=["DIRECTORY", "MANUAL"]), name="role_grant_known_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class DirectoryRoleGroup(models.Model):
    """A row of the table directory group -> role."""

    group_name = models.CharField(_("directory group"), max_length=200)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("directory group of a role")
        verbose_name_plural = _("directory groups of roles")
        constraints = [
            models.UniqueConstraint("role", Lower("group_name"), name="role_group_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_group_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.group_name} → {self.get_role_display()}"


class Visit(models.Model):
    """When a person was here last and the time before: what is new for them is counted from there. One row each."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="visit", verbose_name=_("user")
    )
    seen_at = models.DateTimeField(_("seen"))
    previous_at = models.DateTimeField(_("end of the visit before"), null=True, blank=True)

    class Meta:
        verbose_name = _("last visit")
        verbose_name_plural = _("last visits")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(previous_at__isnull=True) | models.Q(previous_at__lt=models.F("seen_at")),
                name="visit_after_the_one_before",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.seen_at}"
