from django.db import models
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index


class ActBody(StreamBlock):
    """The parts of an order's text and its attachments."""

    heading = CharBlock()
    paragraph = RichTextBlock()
    document = DocumentChooserBlock()


class ActPage(Page):
    """An order as a page: what a Wagtail site has without a register."""

    signed_on = models.DateField()
    body = StreamField(ActBody())

    template = "stock/act_page.html"


class TextPage(Page):
    """An order or the text of an attachment, searched as Wagtail's documentation says: title and text."""

    text = models.TextField()

    search_fields = [*Page.search_fields, index.SearchField("text")]
