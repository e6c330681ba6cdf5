"""Panels of the page editor that several page types share; an address changes seldom, so it starts folded."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

ADDRESS_PANEL = MultiFieldPanel([FieldPanel("slug")], heading=_("Address of the page"), classname="collapsed")
READERS_PANEL = MultiFieldPanel(
    [FieldPanel("units"), FieldPanel("with_subunits")], heading=_("Whom it is for"), classname="collapsed"
)
