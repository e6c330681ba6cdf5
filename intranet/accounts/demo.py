"""Sample help contact."""

from datetime import date

from intranet.core import audit
from intranet.core.demo import DemoLoader, demo_loaders
from intranet.core.models import HelpContact


def load(today: date) -> str:
    """Write the sample help contact unless somebody has written one."""
    contact, is_new = HelpContact.objects.get_or_create(
        pk=1,
        defaults={
            "phone": "42 685 40 40 wew. 1",
            "hours": "poniedziałek 8–16, wtorek 9–17, środa–piątek 8–16",
            "email": "pomoc-it@mops.example",
            "note": "Zespół Informatyków, ul. Kilińskiego 102/102a, II piętro, pokój 214",
        },
    )
    if is_new:
        audit.record(actor=None, action="accounts.help_contact", obj=contact)
    return f"help contact {contact}"


demo_loaders.register(DemoLoader("help contact", 5, load))
