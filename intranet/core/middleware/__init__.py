"""What stands before every view: the site's doors, the headers of its answers, its outages."""

from intranet.core.middleware.doors import ChosenLocaleMiddleware, SignedInMiddleware
from intranet.core.middleware.headers import (
    AnswerHeadersMiddleware,
    RequestIdMiddleware,
    SectionCSPMiddleware,
)
from intranet.core.middleware.outages import MaintenanceMiddleware, OutageMiddleware

__all__ = [
    "AnswerHeadersMiddleware",
    "ChosenLocaleMiddleware",
    "MaintenanceMiddleware",
    "OutageMiddleware",
    "RequestIdMiddleware",
    "SectionCSPMiddleware",
    "SignedInMiddleware",
]
