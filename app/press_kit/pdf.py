"""The release as PDF on A4, typeset by Typst.

The article goes there as data (`release.json`), which `release.typ` walks through: nothing of it is ever read in
Typst's own language. Typst reads below its folder only, where nothing but the release and its own pictures lies.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.foundation import fonts
from app.press_kit.reading import read
from app.press_kit.release import Release, ReleasePicture

# The picture's JPEG, or nothing where it is gone.
Illustration = Callable[[ReleasePicture], bytes | None]

_HERE = Path(__file__).parent
# The longest text that can be stored takes four; only a table of tens of thousands of cells takes longer.
_SECONDS = 30
# A line of the page holds about 90 narrow letters. Where a longer word may be cut is for nobody to say but us.
_LONGEST_WORD = 40
_LONG_WORD = re.compile(rf"[^\s⺀-鿿가-힯＀-￯]{{{_LONGEST_WORD + 1},}}")
_PIECE = 12
_ZERO_WIDTH_SPACE = "\u200b"


class NotTypeset(Exception):
    """The PDF could not be made, or not in time."""


def pdf(release: Release, illustration: Illustration) -> bytes:
    """Return the document; the same release gives the same bytes on the same machine. Raises `NotTypeset`."""
    with TemporaryDirectory(prefix="dateline-") as temporary:
        folder = Path(temporary)
        shutil.copyfile(_HERE / "release.typ", folder / "release.typ")
        (folder / "release.json").write_text(json.dumps(_content(release, folder, illustration)))
        seconds = str(max(0, int(release.changed.timestamp())))
        command = [sys.executable, "-I", str(_HERE / "typesetter.py"), temporary, seconds, str(fonts.folder())]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 - our own script
        except subprocess.CalledProcessError as error:
            raise NotTypeset(error.stderr.decode(errors="replace")[-2000:]) from error
        except subprocess.TimeoutExpired as error:
            raise NotTypeset(f"typesetting took longer than {_SECONDS} s") from error
        return (folder / "release.pdf").read_bytes()


def _content(release: Release, folder: Path, illustration: Illustration) -> dict[str, Any]:
    """Return the release as JSON takes it; writes the pictures into `folder`."""
    body: list[Any] = []
    for part in release.body:
        if isinstance(part, str):
            body += read(part)
            continue
        jpeg = illustration(part)
        if jpeg is not None:
            (folder / f"{len(body)}.jpg").write_bytes(jpeg)
        body.append(
            {
                "kind": "Picture",
                "path": None if jpeg is None else f"{len(body)}.jpg",
                "width": part.width,
                "height": part.height,
                "label": part.label,
                "caption": part.caption,
                "credit": part.credit,
                "alt": part.alternative_text,
            }
        )
    content = {field.name: getattr(release, field.name) for field in fields(release)}
    plain: dict[str, Any] = _plain(content | {"body": body, "changed": None})
    # An address is for clicking, not for reading.
    plain["link"] = release.address
    return plain


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever documents are made of
    """Turn documents into what JSON has, each block naming its kind, and let words that are too long be cut."""
    if is_dataclass(value):
        kind = type(value).__name__
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        address = parts.get("address")
        return {"kind": kind, **_plain(parts), **({} if address is None else {"address": address})}
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return _LONG_WORD.sub(_cuttable, value) if isinstance(value, str) else value


def _cuttable(word: re.Match[str]) -> str:
    letters = word[0]
    return _ZERO_WIDTH_SPACE.join(letters[at : at + _PIECE] for at in range(0, len(letters), _PIECE))
