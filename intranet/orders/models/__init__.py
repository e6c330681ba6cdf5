from intranet.orders.models.attachments import OrderAttachment
from intranet.orders.models.classification import JrwaClass
from intranet.orders.models.corrections import FileWithdrawal, OrderCorrection
from intranet.orders.models.drafts import (
    DraftAttachment,
    DraftRelation,
    DraftVersion,
    OrderDraft,
)
from intranet.orders.models.feeds import FeedToken
from intranet.orders.models.immutable import REGISTER, RegisterIsImmutable
from intranet.orders.models.imports import ImportProblem, RegisterImport
from intranet.orders.models.legal_bases import DraftLegalBasis, LegalBasis
from intranet.orders.models.numbering import NUMBERED_KINDS, HeldNumber, RegisterKind, RegisterSettings
from intranet.orders.models.orders import ANY_STATUS, Order, OrderQuerySet, OrderStatus
from intranet.orders.models.relations import OrderRelation

__all__ = [
    "ANY_STATUS",
    "NUMBERED_KINDS",
    "REGISTER",
    "DraftAttachment",
    "DraftLegalBasis",
    "DraftRelation",
    "DraftVersion",
    "FeedToken",
    "FileWithdrawal",
    "HeldNumber",
    "ImportProblem",
    "JrwaClass",
    "LegalBasis",
    "Order",
    "OrderAttachment",
    "OrderCorrection",
    "OrderDraft",
    "OrderQuerySet",
    "OrderRelation",
    "OrderStatus",
    "RegisterImport",
    "RegisterIsImmutable",
    "RegisterKind",
    "RegisterSettings",
]
