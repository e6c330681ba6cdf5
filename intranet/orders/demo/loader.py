"""Put the demo register into the database through the ordinary services."""

from datetime import date

from intranet.core.pdf import render_document
from intranet.directory.audience import everyone, make_audience
from intranet.directory.models import Audience, OrgUnit
from intranet.files.services import store_file
from intranet.orders.demo.content import DemoOrder, load_demo_orders
from intranet.orders.demo.documents import file_name_of, files_of
from intranet.orders.demo.file_classes import file_classes
from intranet.orders.demo.references import legal_bases_of
from intranet.orders.demo.scans import scan_of
from intranet.orders.models import JrwaClass, Order, OrderAttachment, OrderRelation
from intranet.orders.services import NewAttachment, NewRelation, register_order
from intranet.orders.services.settings import import_classes


def load_register(today: date) -> str:
    """Register every demo order that is not there yet, with relations and PDF files; return how many there are."""
    units = {unit.symbol: unit for unit in OrgUnit.objects.all()}
    known = {_key(order): order for order in Order.objects.all()}
    orders = load_demo_orders(today)
    if not JrwaClass.objects.exists():
        import_classes(rows=file_classes(orders), by=None)
    classes = {row.symbol: row for row in JrwaClass.objects.all()}
    for demo in orders:
        if demo.key not in known:
            known[demo.key] = _register(demo, units, classes, known)
    return f"{len(orders)} orders"


def _key(order: Order) -> str:
    return f"{order.kind} {order.full_number}"


def _register(
    demo: DemoOrder, units: dict[str, OrgUnit], classes: dict[str, JrwaClass], known: dict[str, Order]
) -> Order:
    order = Order(
        kind=demo.kind,
        number=demo.number,
        number_suffix=demo.suffix,
        year=demo.year,
        external_number=demo.external_number,
        subject=demo.subject,
        issuer=demo.issuer,
        signed_on=demo.signed_on,
        published_on=demo.published_on,
        effective_from=demo.effective_from,
        effective_until=demo.effective_until,
        owner_unit=units.get(demo.owner_unit),
        legal_basis=demo.legal_basis,
        text=demo.body,
        change_summary=demo.change_summary,
        executor=demo.executor,
        distribution=", ".join(demo.distribution),
        jrwa_class=classes.get(demo.jrwa),
        original_place=demo.original_place,
    )
    return register_order(
        order=order,
        audience=_audience(demo, units),
        relations=[
            NewRelation(
                OrderRelation.Type(relation.type),
                known[relation.target],
                relation.fragment,
                relation.effective_on,
            )
            for relation in demo.relations
        ],
        attachments=_attachments(demo),
        legal_bases=legal_bases_of(demo.legal_basis),
        by=None,
    )


def _attachments(demo: DemoOrder) -> list[NewAttachment]:
    made = [
        NewAttachment(
            file=store_file(data=render_document(file.document), name=file.name),
            title=file.title,
            number=file.number,
            role=OrderAttachment.Role(file.role),
        )
        for file in files_of(demo)
    ]
    if demo.scan:
        scan = store_file(data=scan_of(demo), name=f"{file_name_of(demo)}-skan.pdf")
        made.append(NewAttachment(scan, demo.scan, None, OrderAttachment.Role.SIGNED_COPY))
    return made


def _audience(demo: DemoOrder, units: dict[str, OrgUnit]) -> Audience:
    if demo.is_for_everyone:
        return everyone()
    return make_audience(units=[units[symbol] for symbol in demo.audience])
