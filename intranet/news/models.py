from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from intranet.news.blocks import PageBody


class InformationPage(Page):
    """A page that an editor lays out: rules, contacts, instructions; may hold sub-pages."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)
    body = StreamField(PageBody(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    template = "news/information_page.html"

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
