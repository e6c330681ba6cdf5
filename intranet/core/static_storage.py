"""Static files under names with hashes, each address worked out once per process."""

from functools import lru_cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class RememberingManifestStorage(CompressedManifestStaticFilesStorage):
    """Addresses do not change while a process lives: a page asks for some twenty of them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._remembered_url = lru_cache(maxsize=2000)(super().url)

    def url(self, name: str, force: bool = False) -> str:
        return str(self._remembered_url(name, force))
