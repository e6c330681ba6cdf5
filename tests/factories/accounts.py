import uuid
from collections.abc import Iterable

import factory
from django.contrib.auth.models import Group

from intranet.accounts.models import EDITORS_GROUP, Role, RoleGrant, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"osoba{number}")
    first_name = "Łucja"
    last_name = factory.Sequence(lambda number: f"Żak{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@mops.example")
    directory_guid = factory.LazyFunction(uuid.uuid4)

    @factory.post_generation
    def roles(self, create: bool, extracted: Iterable[Role] | None, **kwargs: object) -> None:
        for role in extracted or ():
            RoleGrant.objects.create(user=self, role=role, source=RoleGrant.Source.DIRECTORY)
            if role == Role.ADMINISTRATOR:
                self.is_staff = self.is_superuser = True
                self.save()
            if role == Role.EDITOR:
                self.groups.add(Group.objects.get(name=EDITORS_GROUP))
