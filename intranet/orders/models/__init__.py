from intranet.orders.models.attachments import OrderAttachment
from intranet.orders.models.orders import ANY_STATUS, Order, OrderQuerySet, OrderStatus
from intranet.orders.models.relations import OrderRelation

__all__ = ["ANY_STATUS", "Order", "OrderAttachment", "OrderQuerySet", "OrderRelation", "OrderStatus"]
