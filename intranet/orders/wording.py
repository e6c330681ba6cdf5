"""Polish phrases in the heading of an act, whatever language the reader has chosen."""

# Subjects that already say what the act does; „w sprawie” before them would be wrong Polish.
_SAYING_WHAT_IT_DOES = ("zmieniając", "uchylając", "prostując", "w sprawie ")

# Beginnings of the names of those who issue acts; the rest of a name is in the genitive already.
_ISSUERS_IN_GENITIVE = {
    "Dyrektor": "Dyrektora",
    "Zastępca": "Zastępcy",
    "Prezydent": "Prezydenta",
    "Wiceprezydent": "Wiceprezydenta",
    "Burmistrz": "Burmistrza",
    "Wójt": "Wójta",
    "Starosta": "Starosty",
    "Wojewoda": "Wojewody",
    "Marszałek": "Marszałka",
    "Minister": "Ministra",
    "Rada Miejska": "Rady Miejskiej",
    "Rada": "Rady",
    "Zarząd": "Zarządu",
}


def in_the_matter_of(subject: str) -> str:
    """Return ``subject`` as a heading has it: „w sprawie zasad zastępstw”, „zmieniające zarządzenie …”."""
    if subject.lower().startswith(_SAYING_WHAT_IT_DOES):
        return subject
    return f"w sprawie {subject}"


def in_genitive(issuer: str) -> str:
    """Return the issuer as a heading names it: „Dyrektora Miejskiego Ośrodka …”.

    An issuer that begins with no known office („p.o. Dyrektora …”) stays as it is.
    """
    for nominative, genitive in _ISSUERS_IN_GENITIVE.items():
        if issuer == nominative or issuer.startswith(f"{nominative} "):
            return genitive + issuer.removeprefix(nominative)
    return issuer
