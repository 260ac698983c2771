"""Typesets one folder, in a process of its own: `python -I typesetter.py FOLDER SECONDS FONTS`.

Reads `release.typ` and whatever it names below the folder, writes `release.pdf` dated `SECONDS` (Unix time). A process
of its own gives its memory back, can be stopped when it takes too long, and takes nobody with it when it dies.
"""

import resource
import sys

import typst

# Of a thousand pages; in bytes, address space and not memory.
_LARGEST = 4 * 1024**3


def main(folder: str, seconds: str, font_folder: str) -> None:
    """Typeset `folder`; ends with a status other than 0, and Typst's message, where it cannot."""
    resource.setrlimit(resource.RLIMIT_AS, (_LARGEST, _LARGEST))
    fonts = typst.Fonts(font_paths=[font_folder])
    try:
        _compile(folder, int(seconds), fonts, tagged=True)
    except typst.TypstError:
        # Typst fails to tag links whose letters change direction in the middle. What has another fault fails again.
        _compile(folder, int(seconds), fonts, tagged=False)


def _compile(folder: str, seconds: int, fonts: typst.Fonts, *, tagged: bool) -> None:
    typst.compile(
        f"{folder}/release.typ",
        output=f"{folder}/release.pdf",
        root=folder,
        font_paths=fonts,
        timestamp=seconds,
        pdf_tags=tagged,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
