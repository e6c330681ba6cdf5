"""Orders on the pages of the legal acts that they rest on."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db.models import Case, Count, Prefetch, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.core.dates import short_date, today
from intranet.legal.models import LegalAct
from intranet.legal.uses import ActUse, ActUseSource, act_uses
from intranet.orders.models import LegalBasis, Order, OrderStatus
from intranet.orders.register import NOT_IN_LISTS

if TYPE_CHECKING:
    from intranet.accounts.models import User


class OrdersOnActs(ActUseSource):
    """Orders that name the act among their legal bases; one order counts once, however many provisions it names."""

    key = "zarzadzenia"
    label = gettext_lazy("Orders")
    order = 10

    def counts(self, act_ids: Collection[int], user: "User") -> Mapping[int, int]:
        bases = LegalBasis.objects.filter(act__in=act_ids, order__in=Order.objects.visible_to(user))
        rows = bases.order_by().values_list("act").annotate(number=Count("order", distinct=True))
        return dict(rows)

    def uses(self, act: LegalAct, user: "User", limit: int) -> Sequence[ActUse]:
        bases = LegalBasis.objects.filter(act=act).order_by("position")
        in_force_first = Case(When(status_today=OrderStatus.IN_FORCE, then=0), default=1)
        orders = (
            Order.objects.visible_to(user)
            .filter(pk__in=bases.order_by().values("order"))
            .annotate_status(today())
            .defer(*NOT_IN_LISTS)
            .prefetch_related(Prefetch("legal_bases", bases, to_attr="bases_of_act"))
            .order_by(in_force_first, "-signed_on", "-pk")
        )
        return [_shown(order) for order in orders[:limit]]


def _shown(order: Order) -> ActUse:
    status = OrderStatus(order.status_today)  # type: ignore[attr-defined]  # annotated above
    provisions = [basis.provision for basis in order.bases_of_act if basis.provision]  # type: ignore[attr-defined]
    return ActUse(
        title=order.title[:1].upper() + order.title[1:],
        url=order.get_absolute_url(),
        provision=", ".join(provisions),
        detail=_("%(kind)s %(number)s, signed %(day)s")
        % {
            "kind": order.get_kind_display(),
            "number": order.full_number,
            "day": short_date(order.signed_on),
        },
        status=status.label,
        status_variant=status.value.lower(),
    )


act_uses.register(OrdersOnActs())
