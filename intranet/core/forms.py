"""The form renderer: every field is drawn by the design system's field component."""

from django.forms.renderers import TemplatesSetting


class ComponentFormRenderer(TemplatesSetting):
    field_template_name = "core/forms/field.html"
