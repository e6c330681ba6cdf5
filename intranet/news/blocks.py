"""Blocks that editors build pages of; blocks that embed registers come here too."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class PageBody(blocks.StreamBlock):
    """The body of an information page."""

    heading = blocks.CharBlock(
        label=_("Heading"), icon="title", max_length=120, template="news/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        label=_("Text"), icon="pilcrow", features=["bold", "italic", "ol", "ul", "link", "document-link"]
    )
    image = ImageBlock(label=_("Picture"), icon="image", template="news/blocks/image.html")
    document = DocumentChooserBlock(
        label=_("Document"), icon="doc-full", template="news/blocks/document.html"
    )
