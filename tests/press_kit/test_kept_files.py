from pathlib import Path
from typing import BinaryIO

import pytest

from app.press_kit.kept_files import KeptFiles


def test_what_is_kept_is_bounded(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "kept", bound=100)
    made = []

    def write(name: str) -> Path:
        def fill(file: BinaryIO) -> None:
            made.append(name)
            file.write(b"x" * 40)

        return kept.make(name, fill)

    paths = [write(name) for name in ("a", "b")]
    assert write("a") == paths[0]
    write("c")
    assert kept.find("b") is None
    assert kept.find("a") == paths[0]
    assert made == ["a", "b", "c"]


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "kept", bound=100)

    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError

    with pytest.raises(OSError, match=r"^$"):
        kept.make("a", fail)
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [".lock"]
