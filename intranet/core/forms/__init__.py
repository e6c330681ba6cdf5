"""Forms of the design system: the renderer, and the fields and widgets that browsers do not have."""

from intranet.core.forms.fields import FileDropField, PolishDateField
from intranet.core.forms.renderer import ComponentBoundField, ComponentFormRenderer
from intranet.core.forms.widgets import FileDrop, PolishDateInput, SearchableSelect

__all__ = [
    "ComponentBoundField",
    "ComponentFormRenderer",
    "FileDrop",
    "FileDropField",
    "PolishDateField",
    "PolishDateInput",
    "SearchableSelect",
]
