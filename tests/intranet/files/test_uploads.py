import tracemalloc
from contextlib import closing
from io import BytesIO, RawIOBase
from itertools import chain, repeat
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.datastructures import MultiValueDict

from intranet.files.forms import PrivateFileField
from intranet.files.kinds import PDF
from intranet.files.models import StoredFile
from intranet.files.refusals import FileRefused, Refusal
from intranet.files.services import store_upload
from intranet.files.upload_handlers import SizeGuard, UnkeptUpload, uploads_up_to
from tests.intranet.files import samples

MEGABYTE = 1024 * 1024
GUARD = "intranet.files.upload_handlers.SizeGuard"
HANDLERS = [
    GUARD,
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


class SampleForm(forms.Form):
    title = forms.CharField()
    file = PrivateFileField()


class ManyForm(forms.Form):
    files = PrivateFileField(multiple=True, max_files=3)


class PlainForm(forms.Form):
    file = forms.FileField()


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def cleaned(*files: SimpleUploadedFile, form_class: type[forms.Form] = SampleForm) -> forms.Form:
    name = "files" if form_class is ManyForm else "file"
    form = form_class({"title": "Regulamin"}, MultiValueDict({name: list(files)}))
    form.is_valid()
    return form


class LargeBody(RawIOBase):
    """A form with a field, a file of so many bytes and another field, made while it is read."""

    def __init__(self, size: int, name: str = "skan.pdf") -> None:
        head = (
            '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nRegulamin\r\n'
            f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/pdf\r\n\r\n%PDF-"
        )
        tail = '\r\n--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nPilne\r\n--x--\r\n'
        self.parts = chain([head.encode()], repeat(b"a" * MEGABYTE, size // MEGABYTE - 1))
        self.parts = chain(self.parts, [b"a" * (MEGABYTE - 5), tail.encode()])
        self.length = len(head) + size - 5 + len(tail)
        self.ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        self.ready = self.ready or next(self.parts, b"")
        given = self.ready[: len(buffer)]
        self.ready = self.ready[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


def request_of(body: LargeBody) -> HttpRequest:
    request = RequestFactory().post("/", content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(body.length)
    request._stream = request.META["wsgi.input"] = body
    request._read_started = False
    return request


@pytest.fixture
def guarded(settings, tmp_path: Path) -> Path:
    settings.FILE_UPLOAD_HANDLERS = HANDLERS
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILES_MAX_MB = 2
    return tmp_path


def test_200_megabytes_fill_neither_the_memory_nor_the_disk(guarded: Path) -> None:
    request = request_of(LargeBody(200 * MEGABYTE))
    tracemalloc.start()

    with closing(request):
        file = request.FILES["file"]
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        on_disk = sum(path.stat().st_size for path in guarded.iterdir())

        assert isinstance(file, UnkeptUpload)
        assert (file.true_size, file.size, file.read()) == (200 * MEGABYTE, 0, b"")
        assert on_disk == 0
        assert peak < 20 * MEGABYTE


def test_fields_around_a_file_that_is_too_large_are_kept_and_it_is_said_which(guarded: Path) -> None:
    with closing(request_of(LargeBody(3 * MEGABYTE))) as request:
        form = SampleForm(request.POST, request.FILES)

        assert form.errors["file"].as_data()[0].code == Refusal.TOO_LARGE.value
        assert request.POST["title"] == "Regulamin"
        assert request.POST["note"] == "Pilne"
    assert "skan.pdf" in form.errors["file"][0]
    assert "3" in form.errors["file"][0]


def test_form_that_knows_nothing_of_limits_never_keeps_an_empty_file(guarded: Path) -> None:
    with closing(request_of(LargeBody(3 * MEGABYTE))) as request:
        form = PlainForm(request.POST, request.FILES)

        assert form.errors["file"].as_data()[0].code == "empty"


def test_file_within_the_limit_comes_through_whole(guarded: Path) -> None:
    with closing(request_of(LargeBody(2 * MEGABYTE))) as request:
        file = request.FILES["file"]

        assert file.size == 2 * MEGABYTE
        assert file.read(5) == b"%PDF-"


def test_many_files_at_once_share_a_limit() -> None:
    guard = SizeGuard(most_bytes=10)
    answers = []
    for number in range(5):
        guard.new_file("files", f"{number}.pdf", "application/pdf", None)
        guard.receive_data_chunk(b"a" * 10, 0)
        answers.append(guard.file_complete(10))

    assert answers[:4] == [None] * 4
    assert answers[4].reason is Refusal.TOO_LARGE_TOGETHER


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "pusty.pdf", Refusal.EMPTY),
        (samples.picture(), "skan.pdf", Refusal.MISTYPED),
        (b"<html></html>", "skan.pdf", Refusal.MARKUP),
        (b"MZ", "program.exe", Refusal.EXTENSION),
    ],
)
def test_form_says_what_is_wrong_with_which_file(data: bytes, name: str, reason: Refusal) -> None:
    form = cleaned(upload(data, name))

    assert [error.code for error in form.errors["file"].as_data()] == [reason.value]
    assert name in form.errors["file"][0]


def test_missing_file_is_asked_for() -> None:
    assert cleaned().errors["file"].as_data()[0].code == "required"


def test_good_file_is_ready_to_be_stored_from_its_beginning() -> None:
    form = cleaned(upload(samples.pdf(), "regulamin.pdf"))

    assert form.is_valid()
    assert form.cleaned_data["file"].tell() == 0


def test_of_many_files_each_bad_one_is_named() -> None:
    form = cleaned(
        upload(samples.pdf(), "dobry.pdf"),
        upload(b"", "pusty.pdf"),
        upload(samples.picture(), "obraz.pdf"),
        form_class=ManyForm,
    )

    messages = " ".join(form.errors["files"])
    assert "pusty.pdf" in messages
    assert "obraz.pdf" in messages
    assert "dobry.pdf" not in messages


def test_field_says_its_kinds_and_limit_beforehand() -> None:
    widget = PrivateFileField(kinds=[PDF]).widget

    assert widget.attrs["accept"] == ".pdf"
    assert "50" in widget.limits()


@pytest.mark.django_db
def test_upload_is_looked_into_once_more_when_stored() -> None:
    with pytest.raises(FileRefused):
        store_upload(upload=upload(b"<html></html>", "umowa.pdf"))

    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_upload_is_stored_in_pieces_under_the_name_asked_for() -> None:
    class Piecewise(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size is not None, "read whole"
            assert 0 <= size <= 2 * MEGABYTE, "read whole"
            return super().read(size)

    data = samples.pdf() + b"%" * MEGABYTE
    given = upload(b"", "x.pdf")
    given.file, given.size = Piecewise(data), len(data)

    file = store_upload(upload=given, name="Regulamin – żłobek.pdf")

    assert (file.name, file.size, file.media_type) == ("Regulamin – żłobek.pdf", len(data), "application/pdf")
    with file.content.open("rb") as kept:
        assert kept.read() == data


@uploads_up_to(4)
def _archive(request: HttpRequest) -> HttpResponse:
    return JsonResponse({name: file.size for name, file in request.FILES.items()})


urlpatterns = [path("archiwum/", _archive)]


@pytest.fixture
def _own_address(settings) -> None:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]


@pytest.mark.usefixtures("_own_address")
def test_view_with_more_room_still_checks_the_token_of_its_form(guarded: Path) -> None:
    response = Client(enforce_csrf_checks=True).post(
        "/archiwum/", {"zip": upload(b"a" * 3 * MEGABYTE, "a.zip")}
    )

    assert response.status_code == 403


@pytest.mark.usefixtures("_own_address")
def test_view_may_take_more_than_others(guarded: Path) -> None:
    sizes = [
        Client().post("/archiwum/", {"zip": upload(b"a" * size * MEGABYTE, "a.zip")}).json()["zip"]
        for size in (3, 5)
    ]

    assert sizes == [3 * MEGABYTE, 0]
