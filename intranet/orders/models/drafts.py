from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intranet.accounts.models import Role
from intranet.orders.models.attachments import OrderAttachment
from intranet.orders.models.orders import Order
from intranet.orders.models.relations import OrderRelation

if TYPE_CHECKING:
    from intranet.accounts.models import User


class OrderDraftQuerySet(models.QuerySet["OrderDraft"]):
    def visible_to(self, user: "User") -> Self:
        """Drafts the person may read: the chancellery all, the director what was ever sent for approval."""
        if user.has_role(Role.CHANCELLERY):
            return self
        if user.has_role(Role.DIRECTOR):
            return self.filter(submitted_at__isnull=False)
        return self.none()

    def open(self) -> Self:
        """Drafts that are not in the register yet."""
        return self.exclude(state=OrderDraft.State.REGISTERED)


class OrderDraft(models.Model):
    """An order being written: everything may be empty until it is sent for approval.

    ``version`` rises with every save; whoever saves over a version they have not seen is told what changed.
    ``effective_from`` empty means: with the day of signing.
    """

    class State(models.TextChoices):
        DRAFT = "DRAFT", _("draft")
        SUBMITTED = "SUBMITTED", _("waiting for approval")
        RETURNED = "RETURNED", _("returned with remarks")
        APPROVED = "APPROVED", _("approved")
        SCHEDULED = "SCHEDULED", _("scheduled")
        REGISTERED = "REGISTERED", _("registered")

    kind = models.CharField(_("kind"), max_length=20, choices=Order.Kind.choices, default=Order.Kind.ORDER)
    external_number = models.CharField(_("number given by the issuer"), max_length=60, blank=True)
    subject = models.CharField(_("in the matter of"), max_length=1000, blank=True, db_collation="polish")
    issuer = models.CharField(_("issued by"), max_length=250, blank=True)
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    effective_from = models.DateField(_("effective from"), null=True, blank=True)
    effective_until = models.DateField(_("effective until"), null=True, blank=True)
    owner_unit = models.ForeignKey(
        "directory.OrgUnit",
        models.PROTECT,
        verbose_name=_("owner unit"),
        related_name="+",
        null=True,
        blank=True,
    )
    legal_basis = models.TextField(_("legal basis"), blank=True)
    text = models.TextField(_("text"), blank=True)
    change_summary = models.TextField(_("what changed"), blank=True)
    executor = models.CharField(_("executed by"), max_length=300, blank=True)
    distribution = models.CharField(_("distribution"), max_length=500, blank=True)
    jrwa_class = models.ForeignKey(
        "orders.JrwaClass",
        models.PROTECT,
        verbose_name=_("JRWA class"),
        null=True,
        blank=True,
        related_name="+",
    )
    original_place = models.CharField(_("place of the paper original"), max_length=200, blank=True)
    audience = models.ForeignKey(
        "directory.Audience", models.PROTECT, verbose_name=_("visible to"), related_name="+"
    )

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Whoever wrote any of it: none of them may approve it.
    editors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("sent for approval"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    # Set with the schedule: what the task needs to register without a person.
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    scheduled_number = models.PositiveIntegerField(null=True, blank=True)
    scheduled_suffix = models.CharField(max_length=2, blank=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    failure = models.CharField(_("why it was not published"), max_length=500, blank=True)
    order = models.OneToOneField(Order, models.PROTECT, related_name="draft", null=True, blank=True)

    objects = OrderDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of an order")
        verbose_name_plural = _("drafts of orders")
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["DRAFT", "SUBMITTED", "RETURNED", "APPROVED", "SCHEDULED", "REGISTERED"]
                ),
                name="order_draft_known_state",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("author")),
                name="order_draft_not_own_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["APPROVED", "SCHEDULED", "REGISTERED"])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="order_draft_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="REGISTERED", order__isnull=False)
                | ~Q(state="REGISTERED") & Q(order__isnull=True),
                name="order_draft_registered_order",
            ),
            models.CheckConstraint(
                condition=~Q(state="SCHEDULED") | Q(publish_at__isnull=False, scheduled_by__isnull=False),
                name="order_draft_schedule_complete",
            ),
        ]
        indexes = [models.Index(fields=["state", "publish_at"], name="order_draft_due")]

    def __str__(self) -> str:
        return self.subject or gettext("Draft without a subject")

    def get_absolute_url(self) -> str:
        return reverse("orders:draft", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        """Tell whether its contents may be changed now; nobody changes what is being approved or was."""
        return self.state in {self.State.DRAFT, self.State.RETURNED}


class DraftAttachment(models.Model):
    """A file that will be registered with the order."""

    draft = models.ForeignKey(OrderDraft, models.CASCADE, related_name="attachments")
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    role = models.CharField(
        _("role"), max_length=12, choices=OrderAttachment.Role.choices, default=OrderAttachment.Role.ANNEX
    )
    title = models.CharField(_("title"), max_length=300)

    class Meta:
        verbose_name = _("attachment of a draft")
        verbose_name_plural = _("attachments of drafts")
        ordering = [F("number").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_attachment_number_once"),
        ]

    def __str__(self) -> str:
        return self.title


class DraftRelation(models.Model):
    """What the order will do to another; without a day of its own it takes effect with the order."""

    draft = models.ForeignKey(OrderDraft, models.CASCADE, related_name="relations")
    target = models.ForeignKey(Order, models.PROTECT, related_name="+", verbose_name=_("order"))
    type = models.CharField(_("type"), max_length=10, choices=OrderRelation.Type.choices)
    effective_on = models.DateField(_("effective on"), null=True, blank=True)
    fragment = models.CharField(_("part concerned"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("relation of a draft")
        verbose_name_plural = _("relations of drafts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "target", "type", "fragment"], name="draft_relation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.target}"


class DraftVersion(models.Model):
    """What was sent for approval, in words, and what the approver said: drafts are compared with it."""

    class Verdict(models.TextChoices):
        WAITING = "WAITING", _("waiting")
        APPROVED = "APPROVED", _("approved")
        RETURNED = "RETURNED", _("returned")
        RECALLED = "RECALLED", _("recalled by the chancellery")

    draft = models.ForeignKey(OrderDraft, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("which time"))
    contents = models.JSONField(_("contents"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("sent"), auto_now_add=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, default=Verdict.WAITING)
    remarks = models.TextField(_("remarks"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("version of a draft")
        verbose_name_plural = _("versions of drafts")
        ordering = ["draft", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_version_number_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=["WAITING", "APPROVED", "RETURNED", "RECALLED"]),
                name="draft_version_known_verdict",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="RETURNED") | ~Q(remarks=""), name="draft_version_returned_with_remarks"
            ),
            models.UniqueConstraint(
                fields=["draft"], condition=Q(verdict="WAITING"), name="draft_version_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft} ({self.number})"
