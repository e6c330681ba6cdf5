"""Writes of the register: registering, drafts and their approval, numbers, corrections, withdrawals, import."""

from intranet.orders.services.registering import (
    NewAttachment,
    NewLegalBasis,
    NewRelation,
    NumberAnnulled,
    NumberTaken,
    RelationToItself,
    YearOfAnother,
    lock_kind,
    register_order,
    relate_orders,
)

__all__ = [
    "NewAttachment",
    "NewLegalBasis",
    "NewRelation",
    "NumberAnnulled",
    "NumberTaken",
    "RelationToItself",
    "YearOfAnother",
    "lock_kind",
    "register_order",
    "relate_orders",
]
