from intranet.orders.models.attachments import OrderAttachment
from intranet.orders.models.orders import Order, OrderQuerySet, OrderStatus
from intranet.orders.models.relations import OrderRelation

__all__ = ["Order", "OrderAttachment", "OrderQuerySet", "OrderRelation", "OrderStatus"]
