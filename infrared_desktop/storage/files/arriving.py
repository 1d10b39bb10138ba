"""The photographs of one import while it runs: which of them it brought, should it be given up."""

from infrared_desktop.storage.files.photo_files import PhotoFiles


class Arriving:
    """Keeps photographs like the clinic's files do, and remembers those that were not there."""

    def __init__(self, files: PhotoFiles) -> None:
        self._files = files
        self.brought: list[str] = []

    def put(self, content: bytes) -> str:
        """Keep a photograph; one that the disk refuses half-way counts as brought, too."""
        return self._files.put(content, self.brought.append)

    def put_thumbnail(self, content_hash: str, picture: bytes) -> None:
        """Keep its small picture."""
        self._files.put_thumbnail(content_hash, picture)
