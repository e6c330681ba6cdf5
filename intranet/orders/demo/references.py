"""The legal acts that the words of a sample legal basis name."""

from intranet.legal.matching import known_acts
from intranet.legal.references import suggest_references
from intranet.orders.services import NewLegalBasis


def legal_bases_of(text: str) -> list[NewLegalBasis]:
    """Return the acts of the demo that ``text`` names; what is no act of law stays in words."""
    references = suggest_references(text)
    acts = known_acts([reference.act for reference in references])
    return [
        NewLegalBasis(act, reference.provision)
        for reference, act in zip(references, acts, strict=True)
        if act is not None
    ]
