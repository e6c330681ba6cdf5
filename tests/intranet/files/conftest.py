from collections.abc import Iterator

import pytest

from intranet.files.readers import ReaderRule, reader_rules


@pytest.fixture
def everybody_reads() -> Iterator[None]:
    """Let everybody read every file: what is tested is not who may."""
    reader_rules.register(ReaderRule("test", lambda user, file: True))
    yield
    reader_rules.unregister("test")
