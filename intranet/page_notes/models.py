from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intranet.accounts.models import Role, RoleGrant
from intranet.page_notes.addresses import LONGEST_PATH, is_local, without_query

if TYPE_CHECKING:
    from intranet.accounts.models import User

LONGEST_TEXT = 1000
LONGEST_TITLE = 250


class PageNoteQuerySet(models.QuerySet["PageNote"]):
    def open(self) -> "PageNoteQuerySet":
        """Notes that still wait for their owner."""
        return self.filter(status=PageNote.Status.OPEN)

    def done(self) -> "PageNoteQuerySet":
        """Notes that have been answered."""
        return self.filter(status=PageNote.Status.DONE)

    def handled_by(self, user: "User") -> "PageNoteQuerySet":
        """Notes that ``user`` may answer: their own pages', their roles', and for administrators all."""
        return self if user.has_role(Role.ADMINISTRATOR) else self.waiting_on(user)

    def waiting_on(self, user: "User") -> "PageNoteQuerySet":
        """Notes that went to ``user`` by name or by role.

        Administrators also get what would reach nobody: notes of owners who have left and of roles without holders.
        """
        theirs = Q(owner_role__in=user.roles) | Q(owner_person__user=user)
        if user.has_role(Role.ADMINISTRATOR):
            theirs |= Q(owner_person__is_active=False) | Q(
                owner_person__isnull=False, owner_person__user__isnull=True
            )
            holders = RoleGrant.objects.filter(role=OuterRef("owner_role"), user__is_active=True)
            theirs |= Q(owner_person__isnull=True) & Q(~Exists(holders))
        return self.filter(theirs)

    def written_by(self, user: "User") -> "PageNoteQuerySet":
        """Notes that ``user`` sent."""
        return self.filter(author=user)

    def visible_to(self, user: "User") -> "PageNoteQuerySet":
        """Notes that ``user`` wrote or may answer; to everybody else a note does not exist."""
        if user.has_role(Role.ADMINISTRATOR):
            return self
        return self.filter(
            Q(author=user) | Q(pk__in=PageNote.objects.handled_by(user).order_by().values("pk"))
        )


class PageNote(models.Model):
    """Somebody's word that a page is wrong, the answer of its owner, and whether the author has read it.

    Kept: nothing deletes notes by itself.
    """

    class Status(models.TextChoices):
        OPEN = "OPEN", _("waiting for an answer")
        DONE = "DONE", _("dealt with")

    # As the browser sent it: an address of another host is kept as plain text and never made a link.
    path = models.CharField(_("address of the page"), max_length=LONGEST_PATH, blank=True)
    page_title = models.CharField(_("page"), max_length=LONGEST_TITLE, blank=True)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("author"), related_name="page_notes"
    )
    owner_person = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        verbose_name=_("owner"),
        related_name="owned_page_notes",
        null=True,
        blank=True,
    )
    owner_role = models.CharField(_("role of the owner"), max_length=20, choices=Role.choices, blank=True)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    answer = models.TextField(_("answer"), max_length=LONGEST_TEXT, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("answered by"),
        related_name="+",
        null=True,
        blank=True,
    )
    closed_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer_seen_at = models.DateTimeField(_("answer read"), null=True, blank=True)

    objects = PageNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note about a page")
        verbose_name_plural = _("notes about pages")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_person__isnull=False, owner_role="")
                | Q(owner_person__isnull=True, owner_role__in=Role.values),
                name="page_note_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="OPEN",
                    answer="",
                    closed_by__isnull=True,
                    closed_at__isnull=True,
                    answer_seen_at__isnull=True,
                )
                | Q(status="DONE", closed_by__isnull=False, closed_at__isnull=False) & ~Q(answer=""),
                name="page_note_done_has_answer",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="page_note_says_something"),
        ]
        indexes = [
            models.Index(fields=["owner_role", "status", "created_at"], name="page_note_of_role"),
            models.Index(fields=["author", "-created_at"], name="page_note_of_author"),
        ]

    def __str__(self) -> str:
        return self.page_label

    def get_absolute_url(self) -> str:
        return reverse("page_notes:detail", args=[self.pk])

    @property
    def page_label(self) -> str:
        """What the note is about, in a few words."""
        return self.page_title or self.page_path or str(_("unknown page"))

    @property
    def page_path(self) -> str:
        """The address that owners are shown; without the query, in which people search for names."""
        return without_query(self.path)

    @property
    def page_url(self) -> str:
        """The address to link to; empty when it is another host's."""
        return self.page_path if is_local(self.page_path) else ""

    @property
    def owner_label(self) -> str:
        return self.owner_person.full_name if self.owner_person else self.get_owner_role_display()

    @property
    def is_done(self) -> bool:
        return self.status == self.Status.DONE

    @property
    def has_unread_answer(self) -> bool:
        return self.is_done and self.answer_seen_at is None
