"""Sample information pages."""

from datetime import date

from wagtail.models import Site

from intranet.core.demo import DemoLoader, demo_loaders
from intranet.news.models import InformationPage

PAGES = (
    (
        "dla-nowego-pracownika",
        "Dla nowego pracownika",
        "Pierwszy dzień w ośrodku: dokąd pójść, co przeczytać, do kogo zadzwonić.",
        (
            ("heading", "Zanim zaczniesz"),
            (
                "paragraph",
                "<p>Zgłoś się do kadr po identyfikator, a potem do kierownika swojej komórki. Login i hasło "
                "do komputera działają także w intranecie.</p>",
            ),
            ("heading", "Co przeczytać w pierwszym tygodniu"),
            (
                "paragraph",
                "<ul><li>zarządzenie nr 2/2017 w sprawie wprowadzenia Polityki Antykorupcyjnej,</li>"
                "<li>zarządzenie nr 11/2017 w sprawie odpowiedzialności materialnej,</li>"
                "<li>zarządzenie nr 15/2017 w sprawie korzystania z intranetu.</li></ul>",
            ),
        ),
    ),
    (
        "jak-znalezc-zarzadzenie",
        "Jak znaleźć zarządzenie",
        "Po numerze, po słowach, po roku. Polskie litery i odmiana nie mają znaczenia.",
        (
            (
                "paragraph",
                "<p>Wpisz w wyszukiwarkę numer, na przykład 2/2017, albo słowa w dowolnej formie, na przykład "
                "„polityke antykorupcyjna”. Na górze strony zarządzenia od razu widać, czy dziś obowiązuje.</p>",
            ),
            (
                "paragraph",
                "<p>Rejestr zarządzeń pokazuje na początku tylko te, które obowiązują. Uchylone i oczekujące "
                "znajdziesz, zmieniając status w filtrze.</p>",
            ),
        ),
    ),
)


def load(today: date) -> str:
    """Write the sample pages that are not there yet."""
    root = InformationPage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    if not root.lead:
        root.lead = "Krótkie strony o tym, jak się u nas pracuje."
        root.save_revision().publish()
    for slug, title, lead, body in PAGES:
        if not InformationPage.objects.child_of(root).filter(slug=slug).exists():
            page = InformationPage(title=title, slug=slug, lead=lead, body=list(body), show_in_menus=True)
            root.add_child(instance=page)
            page.save_revision().publish()
    return f"{InformationPage.objects.live().count()} pages"


demo_loaders.register(DemoLoader("pages", 30, load))
