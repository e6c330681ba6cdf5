from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from intranet.news.blocks import PageBody
from intranet.news.panels import ADDRESS_PANEL
from intranet.news.pillars import PillarPermissionTester
from intranet.news.reading import may_read_among


class InformationPage(Page):
    """A page that an editor lays out: rules, contacts, instructions; may hold sub-pages."""

    lead = models.CharField(
        _("lead"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences: what the reader finds here. They stand in lists of pages too."),
    )
    body = StreamField(PageBody(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), ADDRESS_PANEL]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    template = "news/information_page.html"
    page_description = _("Rules, contacts, instructions: what stays true for long")
    subpage_types = ["news.InformationPage", "news.NewsIndexPage"]
    parent_page_types = ["wagtailcore.Page", "news.InformationPage"]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def permissions_for_user(self, user: Any) -> PillarPermissionTester:
        return PillarPermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``ancestors``, from the site's root down, and ``children``: published ones this reader may open.

        Only information pages are listed: news has its own list, which knows whom each item is for.
        """
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["ancestors"] = list(self.get_ancestors().live().filter(depth__gt=1))
        children = self.get_children().live().exact_type(InformationPage).specific()
        context["children"] = may_read_among(children, request)
        return context
