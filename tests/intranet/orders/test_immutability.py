"""What is registered stays as it was registered, whichever door somebody tries."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib import admin
from django.db import DatabaseError, connection, transaction
from django.db.models import Model, ProtectedError
from wagtail.snippets.models import get_snippet_models

from intranet.directory.audience import make_audience
from intranet.orders.models import (
    REGISTER,
    HeldNumber,
    LegalBasis,
    Order,
    OrderAttachment,
    OrderCorrection,
    OrderRelation,
    RegisterIsImmutable,
)
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.legal import LegalActFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db

SEALED = {
    "orders_order": ("UPDATE", "DELETE"),
    "orders_orderattachment": ("INSERT", "UPDATE", "DELETE"),
    "orders_orderrelation": ("INSERT", "UPDATE", "DELETE"),
    "orders_ordercorrection": ("UPDATE", "DELETE"),
    "orders_legalbasis": ("INSERT", "UPDATE", "DELETE"),
    "orders_heldnumber": ("DELETE",),
}
TRIGGERS = {
    *(
        f"{table}_{operation.lower()}_sealed"
        for table, operations in SEALED.items()
        for operation in operations
    ),
    "orders_number_held",
    "orders_number_taken",
}


def correction(order: Order) -> OrderCorrection:
    return OrderCorrection.objects.create(
        order=order, field="subject", before="a", after="b", reason="pomyłka", corrected_by=UserFactory()
    )


def legal_basis(order: Order) -> LegalBasis:
    with REGISTER.opened():
        return LegalBasis.objects.create(order=order, act=LegalActFactory(), provision="art. 1")


ROWS: dict[str, Callable[[], Model]] = {
    "order": lambda: OrderFactory(),
    "attachment": lambda: OrderAttachmentFactory(),
    "relation": lambda: OrderRelationFactory(),
    "correction": lambda: correction(OrderFactory()),
    "legal basis": lambda: legal_basis(OrderFactory()),
}
# A column of each that is harmless in itself.
COLUMNS = {"order": "executor", "attachment": "title", "relation": "fragment", "correction": "reason"}


@pytest.fixture(params=ROWS)
def kept(request: pytest.FixtureRequest) -> Iterator[tuple[Model, str]]:
    """Give a row of each kind with the name of a column of it; afterwards nothing of it has changed."""
    row = ROWS[request.param]()
    before = type(row)._base_manager.filter(pk=row.pk).values().get()

    yield row, COLUMNS.get(request.param, "provision")

    assert type(row)._base_manager.filter(pk=row.pk).values().get() == before


def test_row_is_not_saved_again(kept: tuple[Model, str]) -> None:
    row, column = kept
    setattr(row, column, "inne słowa")

    with pytest.raises(RegisterIsImmutable):
        row.save()


def test_row_is_not_deleted(kept: tuple[Model, str]) -> None:
    row, _ = kept

    with pytest.raises(RegisterIsImmutable):
        row.delete()


def test_rows_are_not_updated_in_bulk(kept: tuple[Model, str]) -> None:
    row, column = kept

    with pytest.raises(RegisterIsImmutable):
        type(row)._default_manager.filter(pk=row.pk).update(**{column: "inne słowa"})


def test_rows_are_not_updated_one_by_one_in_bulk(kept: tuple[Model, str]) -> None:
    row, column = kept
    setattr(row, column, "inne słowa")

    with pytest.raises(RegisterIsImmutable):
        type(row)._default_manager.bulk_update([row], [column])


def test_rows_are_not_deleted_in_bulk(kept: tuple[Model, str]) -> None:
    row, _ = kept

    with pytest.raises(RegisterIsImmutable):
        type(row)._default_manager.filter(pk=row.pk).delete()


def test_raw_sql_does_not_update(kept: tuple[Model, str]) -> None:
    row, column = kept

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = 'inne' WHERE id = {row.pk}")  # noqa: S608


def test_raw_sql_does_not_delete(kept: tuple[Model, str]) -> None:
    row, _ = kept

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = {row.pk}")  # noqa: S608


def test_row_is_not_replaced_by_another_under_its_key() -> None:
    order = OrderFactory(subject="pierwotny")
    columns = ", ".join(field.column for field in Order._meta.concrete_fields)
    copied = columns.replace("subject", "'podmieniony'")
    # What each database calls „write it over the row that is there”.
    beginning, end = {
        "sqlite": ("INSERT OR REPLACE", ""),
        "postgresql": ("INSERT", "ON CONFLICT (id) DO UPDATE SET subject = EXCLUDED.subject"),
    }[connection.vendor]
    statement = f"{beginning} INTO orders_order ({columns}) SELECT {copied} FROM orders_order {end}"  # noqa: S608

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Order.objects.get(pk=order.pk).subject == "pierwotny"


@pytest.mark.parametrize("table", ["orders_orderattachment", "orders_orderrelation", "orders_legalbasis"])
def test_nothing_is_added_to_a_registered_order_past_the_services(table: str) -> None:
    row = {
        "orders_orderattachment": lambda: OrderAttachmentFactory(),
        "orders_orderrelation": lambda: OrderRelationFactory(),
        "orders_legalbasis": lambda: legal_basis(OrderFactory()),
    }[table]()
    copied = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    distinct = {"number": 2, "file_id": None, "fragment": "§ 9", "provision": "art. 9"}
    copied |= {name: value for name, value in distinct.items() if name in copied}

    with pytest.raises(DatabaseError), transaction.atomic():
        type(row)._base_manager.bulk_create([type(row)(**copied)])


def test_key_is_given_back_when_the_work_is_done() -> None:
    order = OrderFactory()

    with REGISTER.opened():
        Order.objects.filter(pk=order.pk).update(executor="kancelaria")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE orders_order SET executor = 'inny'")


def fail_with_the_key(order: Order) -> None:
    with REGISTER.opened():
        Order.objects.filter(pk=order.pk).update(executor="kancelaria")
        raise ZeroDivisionError


def test_key_is_given_back_when_the_work_fails() -> None:
    order = OrderFactory()

    with pytest.raises(ZeroDivisionError):
        fail_with_the_key(order)

    assert Order.objects.get().executor == ""
    with pytest.raises(RegisterIsImmutable):
        order.save()


# --- What an order hangs on ---


def test_unit_of_an_order_cannot_be_deleted() -> None:
    unit = OrgUnitFactory()
    OrderFactory(owner_unit=unit)

    with pytest.raises(ProtectedError):
        unit.delete()


def test_audience_of_an_order_cannot_be_deleted() -> None:
    audience = make_audience(units=[OrgUnitFactory()])
    OrderFactory(audience=audience)

    with pytest.raises(ProtectedError):
        audience.delete()


def test_file_of_an_attachment_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        OrderAttachmentFactory().file.delete()


def test_account_that_corrected_an_order_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        correction(OrderFactory()).corrected_by.delete()


def test_act_that_an_order_rests_on_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        legal_basis(OrderFactory()).act.delete()


# --- Other doors ---


@pytest.mark.parametrize(
    "model", [Order, OrderAttachment, OrderRelation, OrderCorrection, LegalBasis, HeldNumber]
)
def test_no_administration_screen_shows_the_register(model: type[Model]) -> None:
    assert model not in admin.site._registry
    assert model not in get_snippet_models()


def test_superuser_has_no_screen_to_change_an_order(client) -> None:
    order = OrderFactory()
    client.force_login(
        UserFactory(is_superuser=True, is_staff=True), backend="intranet.accounts.backends.LdapBackend"
    )

    for address in (f"/admin/orders/order/{order.pk}/delete/", f"/admin/orders/order/{order.pk}/change/"):
        assert client.post(address, {"post": "yes"}).status_code in (302, 403, 404)
    assert client.post(order.get_absolute_url(), {"subject": "inne"}).status_code == 405
    assert Order.objects.get().subject == order.subject


def test_every_trigger_is_in_the_database() -> None:
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }

    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        there = {row[0] for row in cursor.fetchall()}

    assert there >= TRIGGERS
