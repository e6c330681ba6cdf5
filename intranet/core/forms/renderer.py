"""The form renderer: every field is drawn by the design system's field component."""

from django.forms import Textarea
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class ComponentBoundField(BoundField):
    """A field that says beforehand how much it takes: characters, or kinds and size of files."""

    @property
    def character_limit(self) -> int | None:
        """Return how many characters to count down from; None for a field without a counter.

        Every textarea with a limit has a counter. An input asks for one with ``attrs={"data-counter": True}``.
        """
        attrs = self.field.widget.attrs
        if isinstance(self.field.widget, Textarea) or attrs.get("data-counter"):
            limit = attrs.get("maxlength")
            return int(limit) if limit else None
        return None

    @property
    def limits(self) -> str:
        """Return the sentence about what the field takes; empty for a field that need not say."""
        limit = self.character_limit
        if limit is not None:
            return ngettext("At most %(limit)s character.", "At most %(limit)s characters.", limit) % {
                "limit": limit
            }
        say = getattr(self.field.widget, "limits", None)
        return str(say()) if say else ""

    @property
    def counter_texts(self) -> dict[str, str]:
        """Return what the counter says; a number stands after each, so Polish needs no plural forms."""
        return {"left": _("Characters left:"), "over": _("Too many characters:")}

    @property
    def aria_describedby(self) -> str | None:
        """Return the ids of help, limits and errors, in the order in which they stand."""
        named = super().aria_describedby
        if named is None or self.is_hidden or not self.auto_id or not self.limits:
            return named
        ids = named.split()
        ids.insert(1 if self.help_text else 0, f"{self.auto_id}_limits")
        return " ".join(ids)


class ComponentFormRenderer(TemplatesSetting):
    field_template_name = "core/forms/field.html"
    bound_field_class = ComponentBoundField
