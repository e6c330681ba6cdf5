from intranet.orders.models.attachments import OrderAttachment
from intranet.orders.models.orders import Order
from intranet.orders.models.querysets import OrderQuerySet, OrderStatus
from intranet.orders.models.relations import OrderRelation

__all__ = ["Order", "OrderAttachment", "OrderQuerySet", "OrderRelation", "OrderStatus"]
