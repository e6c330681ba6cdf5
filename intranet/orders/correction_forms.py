"""What the chancellery fills in to correct facts of the register about an order."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.core.dates import long_date, short_date
from intranet.core.forms import PolishDateField, SearchableSelect
from intranet.directory.audience import names_of
from intranet.directory.models import OrgUnit
from intranet.orders.models import JrwaClass, Order, OrderAttachment, OrderCorrection, RegisterSettings
from intranet.orders.services.correcting import CORRECTABLE, AttachmentFacts

EVERYONE, UNITS, AS_NOW = "EVERYONE", "UNITS", "AS_NOW"
LONGEST_BASIS = 5_000
SHORTEST_REASON = 5
HIGHEST_NUMBER = 999


def _longest(name: str) -> int:
    field = cast("models.Field[Any, Any]", Order._meta.get_field(name))
    return cast(int, field.max_length)


class CorrectionForm(forms.Form):
    """Everything about an order that may be corrected, as the register says it now, and why it is corrected."""

    use_required_attribute = False

    subject = forms.CharField(
        label=gettext_lazy("In the matter of"),
        help_text=gettext_lazy("Without the words “in the matter of”; they are added in the heading."),
        max_length=_longest("subject"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=_longest("issuer"))
    published_on = PolishDateField(label=gettext_lazy("Published"))
    effective_from = PolishDateField(
        label=gettext_lazy("In force from"), help_text=gettext_lazy("It may be earlier than signing.")
    )
    effective_until = PolishDateField(
        label=gettext_lazy("In force until"),
        help_text=gettext_lazy("Only for an order for a time. Empty: until it is repealed."),
        required=False,
    )
    owner_unit = forms.ModelChoiceField(
        label=gettext_lazy("Owner unit"),
        queryset=OrgUnit.objects.none(),
        required=False,
        widget=SearchableSelect,
    )
    executor = forms.CharField(
        label=gettext_lazy("Executed by"), max_length=_longest("executor"), required=False
    )
    distribution = forms.CharField(
        label=gettext_lazy("Receive"),
        help_text=gettext_lazy("The list at the end of the order."),
        max_length=_longest("distribution"),
        required=False,
    )
    jrwa_class = forms.ModelChoiceField(
        label=gettext_lazy("JRWA class"),
        queryset=JrwaClass.objects.none(),
        required=False,
        widget=SearchableSelect,
    )
    original_place = forms.CharField(
        label=gettext_lazy("Place of the paper original"),
        help_text=gettext_lazy("For example: Kancelaria, segregator 12."),
        max_length=_longest("original_place"),
        required=False,
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Legal basis in words"),
        help_text=gettext_lazy("As in the order: On the basis of art. 110 of the act …"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(LONGEST_BASIS)],
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may read it"), widget=forms.RadioSelect, initial=AS_NOW
    )
    audience_units = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Units, with those below them"),
        queryset=OrgUnit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is corrected"),
        help_text=gettext_lazy(
            "Everybody who reads the order will see it, for ever. For example: a typing error in the date, the "
            "signed paper says 12 January. Do not write personal data of clients."
        ),
        max_length=OrderCorrection._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        kwargs["initial"] = initial_of(order) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.order = order
        # The choices of both lists of units are read once. Old orders belong to units that are no more.
        units = [(unit.pk, f"{unit.name} ({unit.symbol})") for unit in OrgUnit.objects.order_by("name", "pk")]
        for name in ("owner_unit", "audience_units"):
            field = cast("forms.ModelChoiceField[OrgUnit]", self.fields[name])
            field.queryset = OrgUnit.objects.all()
            field.widget.choices = units if name == "audience_units" else [("", ""), *units]
        if order.owner_unit is None and order.owner_unit_name:
            said = _("The register says: %(name)s. This unit is not on the list.")
            self.fields["owner_unit"].help_text = said % {"name": order.owner_unit_name}
        jrwa = cast("forms.ModelChoiceField[JrwaClass]", self.fields["jrwa_class"])
        jrwa.queryset = JrwaClass.objects.filter(Q(is_active=True) | Q(pk=order.jrwa_class_id))
        readers = ", ".join(names_of(order.audience)) or _("the whole staff")
        cast(forms.ChoiceField, self.fields["audience"]).choices = [
            (AS_NOW, _("As now: %(readers)s") % {"readers": readers}),
            (EVERYONE, _("The whole staff")),
            (UNITS, _("Only chosen units")),
        ]

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    def clean_legal_basis(self) -> str:
        basis: str = self.cleaned_data["legal_basis"]
        return basis.replace("\r\n", "\n").replace("\r", "\n")

    def clean_reason(self) -> str:
        return clean_reason(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("audience") == UNITS and not cleaned.get("audience_units"):
            self.add_error("audience_units", _("Choose at least one unit, or the whole staff."))
        starts, ends = cleaned.get("effective_from"), cleaned.get("effective_until")
        if starts and ends and ends < starts:
            self.add_error("effective_until", _("An order cannot end before it takes effect."))
        self._refuse_impossible_days(cleaned)
        return cleaned

    def _refuse_impossible_days(self, cleaned: dict[str, Any]) -> None:
        """Refuse days that cannot be, unless the register has had them all along: not every mistake is known."""
        published, starts = cleaned.get("published_on"), cleaned.get("effective_from")
        if published and published != self.order.published_on and published < self.order.signed_on:
            said = _("The order was signed on %(day)s; it cannot have been published earlier.")
            self.add_error("published_on", said % {"day": long_date(self.order.signed_on)})
        if not starts or starts == self.order.effective_from or self.order.kind == Order.Kind.EXTERNAL_ACT:
            return
        established = RegisterSettings.current().established_on
        if established and starts < established:
            said = _("The institution exists since %(day)s; an order cannot take effect earlier.")
            self.add_error("effective_from", said % {"day": long_date(established)})

    @property
    def values(self) -> dict[str, Any]:
        """The plain fields of the order, of a valid form."""
        return {name: self.cleaned_data[name] for name in CORRECTABLE}

    @property
    def chosen_units(self) -> list[OrgUnit] | None:
        """Whom the order is to be for, of a valid form: None leaves it, nobody in particular means everyone."""
        who = self.cleaned_data["audience"]
        if who == AS_NOW:
            return None
        return list(self.cleaned_data["audience_units"]) if who == UNITS else []


def clean_reason(typed: str) -> str:
    """Return the reason in one line; refuse one that says nothing."""
    reason = " ".join(typed.split())
    if len(reason) < SHORTEST_REASON:
        raise forms.ValidationError(_("Say the reason in a few words."))
    return reason


def initial_of(order: Order) -> dict[str, Any]:
    """Return what the form begins with: what the register says now."""
    return {
        **{name: getattr(order, name) for name in CORRECTABLE},
        "seen": order.corrections.count(),
        "audience_units": [row.unit_id for row in order.audience.unit_rows.all()],
    }


def as_typed(value: Any) -> str:
    """Return a value of an order as a browser would send it back."""
    if value is None:
        return ""
    if isinstance(value, date):
        return short_date(value)
    return str(value.pk) if isinstance(value, models.Model) else str(value)


class AttachmentFactsForm(forms.Form):
    """The number, title and role of one attachment."""

    use_required_attribute = False

    pk = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(
        label=gettext_lazy("Number"),
        help_text=gettext_lazy("Empty for the text of the order itself."),
        required=False,
        min_value=1,
        max_value=HIGHEST_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 3}),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=OrderAttachment.Role.choices)

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


class BaseAttachmentFactsFormSet(forms.BaseFormSet):
    """The attachments of one order, each in its row; rows that name no attachment of it are left out."""

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        self.attachments = {row.pk: row for row in order.attachments.all()}
        kwargs["initial"] = [
            {"pk": row.pk, "number": row.number, "title": row.title, "role": row.role}
            for row in self.attachments.values()
        ]
        super().__init__(*args, **kwargs)

    def attachment_of(self, form: forms.Form) -> OrderAttachment | None:
        """Return the attachment that a row is about."""
        given = str(form["pk"].value() or "")
        return self.attachments.get(int(given)) if given.isdecimal() else None

    @property
    def rows(self) -> Iterable[tuple[forms.Form, OrderAttachment]]:
        """The rows with their attachments, for the page."""
        pairs = ((form, self.attachment_of(form)) for form in self.forms)
        return [(form, attachment) for form, attachment in pairs if attachment is not None]

    @property
    def facts(self) -> list[AttachmentFacts]:
        """What the register is to say, of a valid form set."""
        return [
            AttachmentFacts(
                attachment, form.cleaned_data["number"], form.cleaned_data["title"], form.cleaned_data["role"]
            )
            for form, attachment in self.rows
            if form.cleaned_data
        ]

    def clean(self) -> None:
        if any(self.errors):
            return
        numbers = [
            facts.number
            for facts in self.facts
            if facts.number is not None and not facts.attachment.is_withdrawn
        ]
        if len(numbers) != len(set(numbers)):
            raise forms.ValidationError(_("Two attachments have the same number. Change one of them."))


AttachmentFactsFormSet = forms.formset_factory(
    AttachmentFactsForm, formset=BaseAttachmentFactsFormSet, extra=0, max_num=1000
)
