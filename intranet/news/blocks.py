"""Blocks that editors build pages of; those that show a register are in `register_blocks`."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from intranet.directory.models import OrgUnit, Person
from intranet.news.choosers import PersonChooserBlock, UnitChooserBlock
from intranet.news.register_blocks import ChosenOrdersBlock, OrdersBySubjectBlock, OrdersOfUnitBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What to do"), max_length=120)
    text = blocks.RichTextBlock(label=_("Explanation"), required=False, features=TEXT_FEATURES)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class TypedContactBlock(blocks.StructBlock):
    """Somebody who is not in the directory: another office, a shared phone."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.CharBlock(label=_("Role or office"), max_length=120, required=False)
    phone = blocks.CharBlock(label=_("Phone"), max_length=60, required=False)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)

    class Meta:
        icon = "edit"
        label = _("Typed in")


class ContactsBlock(blocks.StreamBlock):
    """Contacts; what comes from the directory follows its changes."""

    person = PersonChooserBlock(label=_("Person"), icon="user", template="news/blocks/contact_person.html")
    unit = UnitChooserBlock(label=_("Unit"), icon="group", template="news/blocks/contact_unit.html")
    typed = TypedContactBlock(template="news/blocks/contact_typed.html")

    class Meta:
        icon = "group"
        label = _("Contacts")
        template = "news/blocks/contacts.html"
        help_text = _(
            "The plus adds a further contact: a person or a unit of the directory, or one typed in."
        )
        # A new block shows the field of one person at once instead of a mere plus.
        default = (("person", None),)
        min_num = 1

    def get_context(self, value: Any, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Add ``contacts``: those to show; who has left is in the staff list no more and not here either."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["contacts"] = [contact for contact in value if _is_shown(contact.value)]
        return context


def _is_shown(contact: Person | OrgUnit | blocks.StructValue | None) -> bool:
    return contact.is_active if isinstance(contact, Person) else contact is not None


class CalloutBlock(blocks.StructBlock):
    variant = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("info", _("remark")),
            ("success", _("good news")),
            ("warning", _("warning")),
            ("danger", _("danger")),
            ("neutral", _("aside")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link"])

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "news/blocks/callout.html"


class PageBody(blocks.StreamBlock):
    """The body of every page that an editor lays out."""

    paragraph = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=TEXT_FEATURES)
    heading = blocks.CharBlock(
        label=_("Heading"), icon="title", max_length=120, template="news/blocks/heading.html"
    )
    steps = blocks.ListBlock(
        StepBlock(), label=_("Steps"), icon="list-ol", template="news/blocks/steps.html", min_num=1
    )
    callout = CalloutBlock()
    contacts = ContactsBlock()
    files = blocks.ListBlock(
        DocumentChooserBlock(label=_("File")),
        label=_("Files"),
        icon="doc-full",
        template="news/blocks/files.html",
        min_num=1,
    )
    image = ImageBlock(label=_("Picture"), icon="image", template="news/blocks/image.html")
    orders_by_subject = OrdersBySubjectBlock()
    orders_of_unit = OrdersOfUnitBlock()
    chosen_orders = ChosenOrdersBlock()
