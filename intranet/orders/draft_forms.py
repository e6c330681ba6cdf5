"""What the chancellery fills in while it writes an order."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import CharField, Q
from django.forms.formsets import DELETION_FIELD_NAME
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.core.forms import PolishDateField, SearchableSelect
from intranet.directory.models import OrgUnit
from intranet.files.forms import PrivateFileField
from intranet.orders.fragments import FragmentNotUnderstood, normalise_fragment
from intranet.orders.models import (
    DraftAttachment,
    JrwaClass,
    Order,
    OrderAttachment,
    OrderDraft,
    OrderRelation,
)
from intranet.orders.order_reference import OrderReferenceField

MOST_ROWS = 40
MOST_FILES = 20
LONGEST_TEXT = 300_000
LONGEST_NOTE = 5_000

KINDS = [(kind.value, capfirst(kind.label)) for kind in Order.Kind]
EVERYONE, UNITS, AS_NOW = "EVERYONE", "UNITS", "AS_NOW"


def _longest(name: str) -> int:
    return cast(int, cast(CharField, OrderDraft._meta.get_field(name)).max_length)


def line(name: str, label: Any, help_text: Any = "") -> forms.CharField:
    """Return a one-line field as long as the draft's own."""
    return forms.CharField(label=label, help_text=help_text, max_length=_longest(name), required=False)


def lines(label: Any, help_text: Any = "", *, rows: int, most: int = LONGEST_NOTE) -> forms.CharField:
    """Return a field of many lines. Its limit has no counter: nobody comes near it."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[MaxLengthValidator(most)],
    )


class NewDraftForm(forms.Form):
    """The first save: what kind of act, in what matter."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=KINDS, widget=forms.RadioSelect, initial=Order.Kind.ORDER
    )
    subject = forms.CharField(
        label=gettext_lazy("In the matter of"),
        help_text=gettext_lazy("Without the words “in the matter of”; they are added in the heading."),
        max_length=_longest("subject"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())


class DraftForm(forms.Form):
    """The contents of a draft. Nothing is required until it is sent for approval."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    external_number = line(
        "external_number",
        gettext_lazy("Number given by the issuer"),
        gettext_lazy("For example 4396/VII/16."),
    )
    signed_on = PolishDateField(label=gettext_lazy("Signed by the issuer on"), required=False)
    subject = forms.CharField(
        label=gettext_lazy("In the matter of"),
        help_text=gettext_lazy("Without the words “in the matter of”; they are added in the heading."),
        max_length=_longest("subject"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    issuer = line("issuer", gettext_lazy("Issued by"))
    owner_unit = forms.ModelChoiceField(
        label=gettext_lazy("Owner unit"),
        help_text=gettext_lazy("The unit that has prepared the order."),
        queryset=OrgUnit.objects.none(),
        required=False,
        widget=SearchableSelect,
    )
    effective_from = PolishDateField(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy("Empty: from the day of signing. It may be earlier than signing."),
        required=False,
    )
    effective_until = PolishDateField(
        label=gettext_lazy("In force until"),
        help_text=gettext_lazy("Only for an order for a time. Empty: until it is repealed."),
        required=False,
    )
    text = lines(gettext_lazy("Text of the order"), rows=22, most=LONGEST_TEXT)
    legal_basis = lines(
        gettext_lazy("Legal basis in words"),
        gettext_lazy("As in the order: On the basis of art. 110 of the act …"),
        rows=3,
    )
    change_summary = lines(
        gettext_lazy("What changes"),
        gettext_lazy("In plain words, for readers. Required when the order amends another one."),
        rows=3,
    )
    audience = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)
    audience_units = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Units, with those below them"),
        queryset=OrgUnit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    distribution = line(
        "distribution", gettext_lazy("Receive"), gettext_lazy("The list at the end of the order.")
    )
    executor = line("executor", gettext_lazy("Executed by"))
    jrwa_class = forms.ModelChoiceField(
        label=gettext_lazy("JRWA class"),
        queryset=JrwaClass.objects.none(),
        required=False,
        widget=SearchableSelect,
    )
    original_place = line(
        "original_place",
        gettext_lazy("Place of the paper original"),
        gettext_lazy("For example: Kancelaria, segregator 12."),
    )

    def __init__(self, *args: Any, draft: OrderDraft, readers: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = OrgUnit.objects.existing(today()) | OrgUnit.objects.filter(pk__in=[draft.owner_unit_id or 0])
        # The choices of three lists of units are read once.
        unit_choices = [(unit.pk, unit.name) for unit in units.distinct().order_by("name")]
        for name in ("owner_unit", "audience_units"):
            field = cast("forms.ModelChoiceField[OrgUnit]", self.fields[name])
            field.queryset = OrgUnit.objects.all()
            field.widget.choices = unit_choices if name == "audience_units" else [("", ""), *unit_choices]
        jrwa = cast("forms.ModelChoiceField[JrwaClass]", self.fields["jrwa_class"])
        jrwa.queryset = JrwaClass.objects.filter(Q(is_active=True) | Q(pk__in=[draft.jrwa_class_id or 0]))
        audience = cast(forms.ChoiceField, self.fields["audience"])
        audience.choices = [
            (EVERYONE, _("The whole staff")),
            (UNITS, _("Only chosen units")),
            *([(AS_NOW, _("Only: %(readers)s") % {"readers": readers})] if readers else []),
        ]

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("audience") == UNITS and not cleaned.get("audience_units"):
            self.add_error("audience_units", _("Choose at least one unit, or the whole staff."))
        for name in ("text", "legal_basis", "change_summary"):
            if name in cleaned:
                cleaned[name] = cleaned[name].replace("\r\n", "\n").replace("\r", "\n")
        if cleaned.get("kind") != Order.Kind.EXTERNAL_ACT:
            # The day of signing is known at registration; a number of another issuer would contradict ours.
            cleaned["signed_on"], cleaned["external_number"] = None, ""
        return cleaned


class RelationRowForm(forms.Form):
    """What the order does to another one; a row with nothing in it does nothing."""

    use_required_attribute = False

    type = forms.ChoiceField(
        label=gettext_lazy("This order"),
        choices=[("", "—"), *OrderRelation.Type.choices],
        required=False,
    )
    target = OrderReferenceField(
        label=gettext_lazy("Which order"),
        help_text=gettext_lazy("Its number, or words of its subject."),
        required=False,
    )
    fragment = forms.CharField(
        label=gettext_lazy("Part concerned"),
        help_text=gettext_lazy("For example § 3; empty means the whole."),
        max_length=100,
        required=False,
    )
    effective_on = PolishDateField(
        label=gettext_lazy("From the day"), help_text=gettext_lazy("Empty: with this order."), required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target = cast(OrderReferenceField, self.fields["target"])
        target.user = user
        target.widget.attrs |= {
            "list": "orders-offered",
            "autocomplete": "off",
            "hx-get": reverse("orders:suggest_orders"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#orders-offered",
        }

    def clean_fragment(self) -> str:
        try:
            return normalise_fragment(self.cleaned_data["fragment"])
        except FragmentNotUnderstood as error:
            raise forms.ValidationError(
                _("Write it for example so: § 2 ust. 1 pkt 3 i § 5, or: załącznik nr 1.")
            ) from error

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        is_named, is_typed = cleaned.get("target") is not None, bool(cleaned.get("type"))
        if is_typed and not is_named:
            self.add_error("target", _("Write which order it is."))
        if not is_typed and (is_named or cleaned.get("fragment") or cleaned.get("effective_on")):
            self.add_error("type", _("Choose what this order does to it."))
        return cleaned


class BaseRelationFormSet(forms.BaseFormSet):
    """Rows of relations."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows that say something and are not taken away; for a valid form set."""
        kept = [form.cleaned_data for form in self.forms if not form.cleaned_data.get(DELETION_FIELD_NAME)]
        return [row for row in kept if row.get("target") is not None]

    def clean(self) -> None:
        if any(self.errors):
            return
        seen = set()
        for row in self.rows:
            said = (row["target"].pk, row["type"], row["fragment"])
            if said in seen:
                raise forms.ValidationError(_("The same is said twice of one order. Clear one of the rows."))
            seen.add(said)


RelationFormSet = forms.formset_factory(
    RelationRowForm,
    formset=BaseRelationFormSet,
    extra=1,
    can_delete=True,
    max_num=MOST_ROWS,
    validate_max=True,
)


class AttachmentRowForm(forms.Form):
    """A file that the draft has already."""

    use_required_attribute = False

    pk = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=OrderAttachment.Role.choices)
    number = forms.IntegerField(
        label=gettext_lazy("Number"),
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 3}),
    )

    attachment: DraftAttachment | None = None


class BaseAttachmentFormSet(forms.BaseFormSet):
    """The files of a draft; ``given`` are those that stay, for a valid form set."""

    @property
    def given(self) -> list[dict[str, Any]]:
        rows = [form.cleaned_data for form in self.forms]
        return [row for row in rows if row and not row.get(DELETION_FIELD_NAME)]

    @property
    def removed(self) -> list[int]:
        """The ids of files to take off."""
        return [form.cleaned_data["pk"] for form in self.deleted_forms if form.cleaned_data.get("pk")]

    def clean(self) -> None:
        if any(self.errors):
            return
        numbers = [row["number"] for row in self.given if row["number"] is not None]
        if len(numbers) != len(set(numbers)):
            raise forms.ValidationError(_("Two attachments have the same number. Change one of them."))


AttachmentFormSet = forms.formset_factory(
    AttachmentRowForm,
    formset=BaseAttachmentFormSet,
    extra=0,
    can_delete=True,
    max_num=MOST_ROWS,
    validate_max=True,
)


class UploadForm(forms.Form):
    """Files to add to the draft; their titles are taken from their names and may be changed afterwards."""

    files = PrivateFileField(  # type: ignore[assignment]  # a field is no attribute of the form
        label=gettext_lazy("Add files"), multiple=True, max_files=MOST_FILES, required=False
    )
