from collections.abc import Iterable

from django.template import Library
from wagtail.documents.models import AbstractDocument

register = Library()


@register.filter
def existing(files: Iterable[AbstractDocument | None]) -> list[AbstractDocument]:
    """Leave out the files deleted since an editor chose them."""
    return [file for file in files if file]
