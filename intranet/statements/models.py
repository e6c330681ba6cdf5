"""The two texts that a public body must show to everybody, signed in or not; one row each."""

from datetime import date
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intranet.core.models import HelpContact


class OneRow(models.Model):
    """A text with one row; until it is written, `shown` gives the defaults, unsaved."""

    # What the defaults cannot know; the page says which of these wait for the institution.
    REQUIRED: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def shown(cls) -> Self:
        """Return the row, or unsaved defaults in the language in use."""
        return cls._default_manager.filter(pk=1).first() or cls.with_defaults()

    @classmethod
    def with_defaults(cls) -> Self:
        """Return an unsaved text as complete as it can be without the institution."""
        raise NotImplementedError

    @property
    def stamp(self) -> str:
        """Return what tells this wording from any other, so that nobody writes over words they have not seen."""
        if self.pk is None:
            return ""
        values = [str(getattr(self, field.name)) for field in self._meta.concrete_fields if field.editable]
        return sha256("\x00".join(values).encode()).hexdigest()

    @property
    def missing_labels(self) -> list[str]:
        """Names of the required parts that nobody has written yet."""
        labels = {field.name: field.verbose_name for field in self._meta.concrete_fields}
        return [str(labels[name]) for name in self.REQUIRED if not getattr(self, name)]


class AccessibilityStatement(OneRow):
    """Deklaracja dostępności: art. 10 of the act of 4 April 2019 on digital accessibility (Dz.U. 2023 poz. 1440).

    The act wants it reviewed at least once a year, by 31 March, and after every important change of the site.
    """

    class Status(models.TextChoices):
        COMPLIANT = "COMPLIANT", _("compliant")
        PARTIAL = "PARTIAL", _("partially compliant")
        NON_COMPLIANT = "NON_COMPLIANT", _("not compliant")

    class Method(models.TextChoices):
        SELF = "SELF", _("self-assessment by the institution")
        EXTERNAL = "EXTERNAL", _("assessment by another body")

    REQUIRED = (
        "published_on",
        "updated_on",
        "prepared_on",
        "reviewed_on",
        "contact_name",
        "contact_email",
        "contact_phone",
        "architecture",
    )

    entity_name = models.CharField(_("name of the institution"), max_length=200)
    site_name = models.CharField(_("name of the site"), max_length=200)
    site_url = models.URLField(_("address of the site"), max_length=200)
    published_on = models.DateField(_("date of publication of the site"))
    updated_on = models.DateField(_("date of the last important change"))
    status = models.CharField(
        _("compliance with the act"), max_length=20, choices=Status.choices, default=Status.PARTIAL
    )
    inaccessible = models.TextField(_("what is not accessible, and why"), max_length=4000, blank=True)
    burden = models.TextField(_("disproportionate burden"), max_length=2000, blank=True)
    exemptions = models.TextField(_("exemptions by law"), max_length=2000, blank=True)
    prepared_on = models.DateField(_("date on which the statement was drawn up"))
    method = models.CharField(
        _("how it was drawn up"), max_length=10, choices=Method.choices, default=Method.SELF
    )
    assessor = models.CharField(_("name of the assessing body"), max_length=200, blank=True)
    reviewed_on = models.DateField(_("date of the last review of the statement"))
    contact_name = models.CharField(_("contact person or post"), max_length=200)
    contact_email = models.EmailField(_("contact e-mail"))
    contact_phone = models.CharField(_("contact phone"), max_length=60)
    architecture = models.TextField(_("accessibility of the buildings"), max_length=8000)
    mobile_apps = models.TextField(_("mobile applications"), max_length=2000)

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statement")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="accessibility_one_row"),
            models.CheckConstraint(
                condition=Q(status__in=["COMPLIANT", "PARTIAL", "NON_COMPLIANT"]),
                name="accessibility_known_status",
            ),
            models.CheckConstraint(
                condition=Q(status="COMPLIANT") | ~Q(inaccessible="") | ~Q(burden="") | ~Q(exemptions=""),
                name="accessibility_says_what",
            ),
            models.CheckConstraint(
                condition=Q(method="SELF", assessor="") | Q(method="EXTERNAL") & ~Q(assessor=""),
                name="accessibility_names_assessor",
            ),
            models.CheckConstraint(
                condition=Q(updated_on__gte=F("published_on")), name="accessibility_change_after_publication"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__gte=F("prepared_on")), name="accessibility_review_after_preparing"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Accessibility statement"))

    def get_absolute_url(self) -> str:
        return reverse("statements:accessibility")

    @classmethod
    def with_defaults(cls) -> Self:
        contact = HelpContact.current()
        return cls(
            entity_name=settings.SITE_NAME,
            site_name=gettext("Intranet"),
            site_url=settings.WAGTAILADMIN_BASE_URL,
            inaccessible=gettext(
                "Some attachments, mainly scans of older documents, are pictures that a screen reader cannot "
                "read. They were made before the act came into force. The owner of the document or the "
                "contact person below gives their content in another form."
            ),
            contact_email=contact.email if contact else "",
            contact_phone=contact.phone if contact else "",
            mobile_apps=gettext(
                "The institution offers no mobile application to this intranet. On a phone it works in a browser."
            ),
        )

    @property
    def review_due_on(self) -> date:
        """The day by which the act wants the next review: 31 March of the year after the last one."""
        return date(self.reviewed_on.year + 1, 3, 31)


class PrivacyNotice(OneRow):
    """Who keeps personal data of the intranet's users, what for and how long (art. 13 and 14 of the GDPR).

    What the program itself stores stands in the page's template: it is the same wherever the program runs.
    """

    REQUIRED = ("controller", "dpo_contact")

    controller = models.TextField(_("controller of the data"), max_length=1000)
    dpo_contact = models.TextField(_("contact to the data protection officer"), max_length=1000)
    purposes = models.TextField(_("purposes and legal basis"), max_length=4000)
    recipients = models.TextField(_("recipients of the data"), max_length=2000)
    retention = models.TextField(_("how long the data is kept"), max_length=4000)
    rights = models.TextField(_("rights of the persons"), max_length=4000)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notice")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="privacy_notice_one_row")]

    def __str__(self) -> str:
        return str(_("Privacy notice"))

    def get_absolute_url(self) -> str:
        return reverse("statements:privacy")

    @classmethod
    def with_defaults(cls) -> Self:
        return cls(
            controller=settings.SITE_NAME,
            purposes=gettext(
                "The data serves the work of the institution: signing in, finding colleagues, reading and "
                "confirming orders, and proving who did what in the registers.\n\n"
                "Legal basis: art. 6(1)(c) and (e) of the GDPR, that is the duties of an employer and of a public "
                "body. Giving the data is a condition of using the intranet."
            ),
            recipients=gettext(
                "The data is seen by the staff of the institution as far as their duties need it. It is given to "
                "others only when the law orders it. It is not sent outside the European Economic Area."
            ),
            retention=gettext(
                "Records of sign-ins and of who did what, and notes about pages with their answers: as long as the "
                "rules of the institution say. The program deletes none of them by itself.\n\n"
                "When you were here last and when you last opened the news: only the latest times, as long as the "
                "account exists.\n\n"
                "The account and the entry in the staff list: as long as the person works here; then the account is "
                "closed and the entry disappears from the list.\n\n"
                "Names in registers and official documents: as long as the archival category of the document says."
            ),
            rights=gettext(
                "You may ask for access to your data, for its correction, for restriction of processing, and you may "
                "object to processing. You may ask for deletion when the data is no longer needed and no law orders "
                "keeping it.\n\n"
                "You may complain to the President of the Personal Data Protection Office, "
                "ul. Stanisława Moniuszki 1A, 00-014 Warszawa.\n\n"
                "No decisions are made here by automatic means, and nobody is profiled."
            ),
        )
