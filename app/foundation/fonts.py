"""The font of what is drawn on the server, where the system often has none for Chinese."""

from importlib.util import find_spec
from pathlib import Path

_PACKAGE = "manimgx_fonts_cjk"
_FILE = "NotoSansCJK-VF.otf.ttc"
# The font of this number in the file has the forms of simplified Chinese; it has Latin letters too.
SIMPLIFIED_CHINESE = 2


def folder() -> Path:
    """Return the folder with Noto Sans CJK as a variable font."""
    spec = find_spec(_PACKAGE)
    assert spec is not None and spec.origin is not None  # noqa: S101, PT018 - it is among the requirements
    return Path(spec.origin).parent


def file() -> Path:
    """Return the file of the font."""
    return folder() / _FILE
