from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from intranet.accounts.backends import LdapBackend
from intranet.accounts.models import User
from intranet.directory.current import person_of
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory

pytestmark = pytest.mark.django_db


def test_account_of_a_session_brings_its_person_and_unit_in_one_query(
    client_as: Callable[..., Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pk = client_as().user.pk

    with django_assert_num_queries(1):
        user = LdapBackend().get_user(pk)
        assert user is not None
        person = person_of(user)
        assert person is not None
        assert person.unit is not None


def test_account_without_a_person_has_none_and_is_not_asked_again(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    pk = UserFactory().pk

    with django_assert_num_queries(1):
        user = LdapBackend().get_user(pk)
        assert user is not None
        assert person_of(user) is None


def test_person_of_an_account_read_elsewhere_is_asked_for_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = PersonFactory(user=UserFactory())
    user = User.objects.get(pk=person.user_id)

    with django_assert_num_queries(1):
        assert person_of(user) == person
        assert person_of(user) == person
