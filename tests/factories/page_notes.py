import factory
from django.utils import timezone

from intranet.accounts.models import Role
from intranet.page_notes.models import PageNote
from tests.factories.accounts import UserFactory


class PageNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PageNote

    class Params:
        done = factory.Trait(
            status=PageNote.Status.DONE,
            answer="Poprawione.",
            closed_by=factory.SubFactory(UserFactory),
            closed_at=factory.LazyFunction(timezone.now),
        )

    path = "/zarzadzenia/"
    page_title = "Zarządzenia"
    text = "Numer telefonu jest nieaktualny."
    author = factory.SubFactory(UserFactory)
    owner_role = Role.CHANCELLERY
