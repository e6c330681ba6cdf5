"""Sample accessibility statement and privacy notice."""

from datetime import date, timedelta

from intranet.core import audit
from intranet.core.demo import DemoLoader, demo_loaders
from intranet.statements.models import AccessibilityStatement, PrivacyNotice

ARCHITECTURE = (
    "Siedziba główna, ul. Kilińskiego 102/102a\n"
    "Do budynku prowadzą dwa wejścia. Wejście od podwórza ma podjazd i drzwi otwierane przyciskiem. Winda "
    "dojeżdża na wszystkie piętra, ma oznaczenia w alfabecie Braille’a i komunikaty głosowe. Toaleta dla osób "
    "z niepełnosprawnościami jest na parterze. Przed budynkiem są dwa miejsca parkingowe dla osób "
    "z niepełnosprawnościami.\n\n"
    "Filie i punkty pracy socjalnej\n"
    "Filie zajmują partery budynków. Do filii, które mają schody przed wejściem, można wezwać pracownika "
    "dzwonkiem przy drzwiach.\n\n"
    "We wszystkich siedzibach\n"
    "Można wejść z psem asystującym. Na sali obsługi w siedzibie głównej działa pętla indukcyjna. Tłumacza "
    "języka migowego zamawia się najpóźniej trzy dni robocze przed wizytą, telefonicznie lub e-mailem."
)

INACCESSIBLE = (
    "Skany zarządzeń sprzed 2018 roku są obrazami, których czytnik ekranu nie odczyta. Powstały, zanim ustawa "
    "weszła w życie. Treść zarządzenia jest na jego stronie w intranecie, a treść załącznika poda kancelaria.\n\n"
    "Część wzorów dokumentów w plikach edytora tekstu nie ma opisanych nagłówków tabel. Poprawiamy je przy "
    "najbliższej zmianie wzoru."
)


def load(today: date) -> str:
    """Write both texts unless somebody has written them."""
    statement = AccessibilityStatement.with_defaults()
    made = [
        AccessibilityStatement.objects.get_or_create(
            pk=1,
            defaults={
                "entity_name": statement.entity_name,
                "site_name": "Intranet",
                "site_url": statement.site_url,
                "published_on": today - timedelta(days=200),
                "updated_on": today - timedelta(days=40),
                "inaccessible": INACCESSIBLE,
                "exemptions": "Mapy w opisach dojazdu do siedzib. Adresy i sposób dojazdu są podane tekstem.",
                "prepared_on": today - timedelta(days=200),
                "reviewed_on": today - timedelta(days=40),
                "contact_name": "koordynator do spraw dostępności",
                "contact_email": "dostepnosc@mops.example",
                "contact_phone": "42 685 40 40",
                "architecture": ARCHITECTURE,
                "mobile_apps": statement.mobile_apps,
            },
        ),
        PrivacyNotice.objects.get_or_create(pk=1, defaults=_privacy()),
    ]
    for text, is_new in made:
        if is_new:
            audit.record(actor=None, action=f"statements.{text._meta.model_name}", obj=text)
    return "accessibility statement and privacy notice"


def _privacy() -> dict[str, str]:
    notice = PrivacyNotice.with_defaults()
    return {
        "controller": f"{notice.controller}\nul. Kilińskiego 102/102a, 90-012 Łódź",
        "dpo_contact": "Inspektor ochrony danych\niod@mops.example, tel. 42 685 40 41",
        "purposes": notice.purposes,
        "recipients": notice.recipients,
        "retention": notice.retention,
        "rights": notice.rights,
    }


demo_loaders.register(DemoLoader("statements", 6, load))
