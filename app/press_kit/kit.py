"""The press kit: one zip file with the release in four forms, its pictures, their captions and a manifest."""

import hashlib
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.foundation.storage import FolderStorage
from app.press_kit import picture_files, plain_text, web_page
from app.press_kit.archive import add_file
from app.press_kit.kept_files import KeptFiles
from app.press_kit.pdf import Illustration, pdf
from app.press_kit.release import Release, ReleasePicture
from config import MEBIBYTE

MANIFEST = "SHA256SUMS"
# All releases and kits of one machine together; what is made again is worth no more disk.
KEPT_BYTES = 1024 * MEBIBYTE
# Where an article's originals are larger together, the later pictures come in the size of their page.
_ORIGINAL_BYTES = 256 * MEBIBYTE


def kept_files(data_dir: Path) -> KeptFiles:
    """Return where releases and kits are kept."""
    return KeptFiles(data_dir / "press_kits", KEPT_BYTES)


def pdf_file(kept: KeptFiles, storage: FolderStorage, release: Release) -> Path:
    """Return the release as PDF, made if it is not kept. Raises `pdf.NotTypeset`."""

    def write(file: BinaryIO) -> None:
        file.write(pdf(release, partial(picture_files.illustration, storage)))

    return kept.make(pdf_name(release), write)


def kit_file(kept: KeptFiles, storage: FolderStorage, release: Release) -> Path:
    """Return the press kit, made if it is not kept. Raises `pdf.NotTypeset`.

    Of the originals, never more than one is in memory.
    """
    # Before, not within: one file is made at a time.
    paper = pdf_file(kept, storage, release)
    return kept.make(kit_name(release), lambda file: _write(file, storage, release, paper))


def pdf_name(release: Release) -> str:
    """Return the name under which the PDF is kept: as long as the release says the same, it is the same."""
    return f"{release.digest()}.pdf"


def kit_name(release: Release) -> str:
    """Return the name under which the press kit is kept."""
    return f"{release.digest()}.zip"


def _write(file: BinaryIO, storage: FolderStorage, release: Release, paper: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        kit = _Kit(archive, release.name, release.changed)
        missing, originals = [], list(_with_originals(release))
        for picture in release.pictures:
            jpeg = picture_files.for_print(storage, picture, original=picture in originals)
            if jpeg is None:
                missing.append(picture)
            else:
                kit.add(f"pictures/{picture.file_name}", jpeg)
        kit.add("captions.txt", plain_text.caption_sheet(release, missing).encode())
        kit.add(f"{release.name}.txt", plain_text.text(release).encode())
        kit.add(f"{release.name}.html", web_page.page(release, missing).encode())
        kit.add(f"{release.name}.docx", _word_document(release, partial(picture_files.illustration, storage)))
        kit.add(f"{release.name}.pdf", paper.read_bytes())
        kit.finish()


def _word_document(release: Release, illustration: Illustration) -> bytes:
    # Only now: its library takes a dozen mebibytes of every process that never makes a kit.
    from app.press_kit.word_document import document

    return document(release, illustration)


def _with_originals(release: Release) -> Iterator[ReleasePicture]:
    """Yield the pictures of which the original is given."""
    size = 0
    for picture in release.pictures:
        size += picture.original_bytes
        if picture.media_type == "image/jpeg" and size <= _ORIGINAL_BYTES:
            yield picture


class _Kit:
    """A folder in an archive, whose manifest is written last."""

    def __init__(self, archive: zipfile.ZipFile, name: str, changed: datetime) -> None:
        self._archive = archive
        self._name = name
        self._changed = changed
        self._sums: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        self._sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        add_file(self._archive, f"{self._name}/{name}", data, self._changed)

    def finish(self) -> None:
        self.add(MANIFEST, "".join(self._sums).encode())
