from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from intranet.news.blocks import PageBody
from intranet.news.reading import may_read_among


class InformationPage(Page):
    """A page that an editor lays out: rules, contacts, instructions; may hold sub-pages."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)
    body = StreamField(PageBody(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    template = "news/information_page.html"

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``ancestors``, from the site's root down, and ``children``: published ones this reader may open."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["ancestors"] = list(self.get_ancestors().live().filter(depth__gt=1))
        context["children"] = may_read_among(self.get_children().live().specific(), request)
        return context
