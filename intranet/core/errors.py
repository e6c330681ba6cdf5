"""Failures that any layer may raise and that the middleware answers in words."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ServiceUnavailable(Exception):
    """Something outside the intranet does not answer. A view that cannot go on without it lets this pass.

    Its kinds say in ``explanation`` what a reader may still do.
    """

    explanation: ClassVar[str | Promise] = _(
        "A service that this page needs does not answer. The rest of the intranet works."
    )
