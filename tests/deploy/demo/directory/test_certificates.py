import ssl
import threading
from datetime import timedelta

import pytest
import time_machine
from cryptography import x509

from deploy.demo.directory import certificates as module
from deploy.demo.directory.certificates import make_certificates


def contents(files):
    return [path.read_bytes() for path in files]


def test_the_certificate_is_for_this_computer_only(tmp_path):
    files = make_certificates(tmp_path)

    certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(name.value) for name in names] == ["localhost", "127.0.0.1"]


def test_the_certificate_is_signed_by_the_authority_and_passes_strict_verification(tmp_path):
    files = make_certificates(tmp_path)
    context = ssl.create_default_context(cafile=files.ca)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    accepting = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    accepting.load_cert_chain(files.certificate, files.key)

    client, server = handshake(context, accepting)

    assert client.getpeercert()["issuer"] != client.getpeercert()["subject"]
    assert server.version() == "TLSv1.3"


def handshake(connecting, accepting):
    """Shake hands in memory."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = connecting.wrap_bio(to_client, to_server, server_hostname="localhost")
    server = accepting.wrap_bio(to_server, to_client, server_side=True)
    waiting = [client, server]
    for _ in range(6):
        for side in list(waiting):
            try:
                side.do_handshake()
                waiting.remove(side)
            except ssl.SSLWantReadError:
                continue
    return client, server


def test_the_key_is_readable_by_its_owner_only(tmp_path):
    files = make_certificates(tmp_path)

    assert files.key.stat().st_mode & 0o777 == 0o600


def test_a_key_opened_to_others_is_closed_again(tmp_path):
    files = make_certificates(tmp_path)
    files.key.chmod(0o644)

    make_certificates(tmp_path)

    assert files.key.stat().st_mode & 0o777 == 0o600


def test_good_certificates_are_kept(tmp_path):
    before = contents(make_certificates(tmp_path / "new" / "folder"))

    after = contents(make_certificates(tmp_path / "new" / "folder"))

    assert after == before


@pytest.mark.parametrize("name", ["ca", "certificate", "key"])
@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_missing_or_broken_file_makes_all_of_them_new(tmp_path, name, damage):
    files = make_certificates(tmp_path)
    before = contents(files)
    broken = getattr(files, name)
    broken.unlink() if damage is None else broken.write_bytes(damage)

    after = contents(make_certificates(tmp_path))

    assert all(new != old for new, old in zip(after, before, strict=True))


@pytest.mark.parametrize("name", ["ca", "certificate", "key"])
def test_files_that_do_not_belong_together_are_made_new(tmp_path, name):
    files = make_certificates(tmp_path / "mine")
    foreign = getattr(make_certificates(tmp_path / "foreign"), name).read_bytes()
    getattr(files, name).write_bytes(foreign)

    make_certificates(tmp_path / "mine")

    assert getattr(files, name).read_bytes() != foreign


def test_expired_certificates_are_made_new(tmp_path):
    with time_machine.travel("2020-03-01 12:00Z", tick=False):
        before = contents(make_certificates(tmp_path))

    after = contents(make_certificates(tmp_path))

    assert after != before


def test_certificates_that_expire_within_a_day_are_made_new(tmp_path):
    with time_machine.travel("2030-01-01 12:00Z", tick=False) as clock:
        before = contents(make_certificates(tmp_path))
        clock.shift(module.VALID_FOR - timedelta(hours=23))

        after = contents(make_certificates(tmp_path))

    assert after != before


def test_processes_that_start_together_end_up_with_one_set(tmp_path):
    results = []
    threads = [
        threading.Thread(target=lambda: results.append(contents(make_certificates(tmp_path))))
        for _ in range(8)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(result == results[0] for result in results)
    assert len(results) == 8
