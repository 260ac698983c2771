"""Reads a Word document as an article that nobody has stored yet.

The file is checked (`file.py`), its markup copied as far as it is known (`markup.py`, `styles.py`),
turned into HTML (`html.py`), and laid out as an article (`layout.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from posixpath import splitext
from typing import Literal

from app.articles import body
from app.transfer.legacy.text import language_of
from app.transfer.word.drawings import Drawing
from app.transfer.word.file import TOO_LONG, WordFile
from app.transfer.word.html import to_html
from app.transfer.word.layout import Words, lay_out, picture_key
from app.transfer.word.notes import Loss, Notes

# What programs write in the place of a description: the name of the file, or what they believe to see.
_LONGEST_DESCRIPTION = 2000
_NO_DESCRIPTION = re.compile(
    r"\S+\.(?:jpe?g|png|gif|tiff?|bmp|webp|heic|emf|wmf)|.*\b(?:automatically generated|AI-generated)\b.*|.*自动生成.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class WordPicture:
    """A picture of the document, by the key under which it stands in the body; without `data` it waits for its file."""

    key: str
    file_name: str
    data: bytes | None
    caption: str = ""
    credit: str = ""
    alternative_text: str = ""


@dataclass(frozen=True)
class WordDocument:
    """What a document says. `body` is clean HTML; `notes` are sentences about what did not come in as it was."""

    language: Literal["en", "zh"]
    title: str
    subtitle: str
    body: str
    pictures: Sequence[WordPicture]
    notes: Sequence[str]


def read(data: bytes, file_name: str) -> WordDocument:
    """Read a document (.docx) that may come from anywhere; nothing outside of it is opened.

    The title is what bears the style Title, else the first heading of the first level, else a short first line.
    Raises `RefusedDocument`.
    """
    file = WordFile(data, file_name)
    notes = Notes()
    try:
        tree, drawings = to_html(file, notes)
        laid_out = lay_out(tree)
    except RecursionError as error:
        # Far deeper than a table in a table.
        raise file.refusal() from error
    text = body.clean(laid_out.body)
    if len(text) > body.MAX_LENGTH:
        raise file.refusal(TOO_LONG)
    # Each part once: a logo may stand in many places.
    parts = {part: file.read(part) for part in dict.fromkeys(drawing.part for drawing in drawings) if part}
    notes.add(Loss.MISSING_PICTURE, sum(not parts[drawing.part] for drawing in drawings if drawing.part))
    return WordDocument(
        language=language_of(f"{laid_out.title}\n{body.plain_text(text)}"),
        title=laid_out.title,
        subtitle=laid_out.subtitle,
        body=text,
        pictures=[
            _picture(file, number, drawing, parts.get(drawing.part or ""), laid_out.captions.get(number, Words()))
            for number, drawing in enumerate(drawings, start=1)
        ],
        notes=notes.lines(),
    )


def _picture(file: WordFile, number: int, drawing: Drawing, data: bytes | None, words: Words) -> WordPicture:
    # Cut first: a description may be as long as the file, and stand at each picture.
    description = " ".join(drawing.description[:_LONGEST_DESCRIPTION].split())
    return WordPicture(
        key=picture_key(number),
        # Word calls them all image1, image2 and so on.
        file_name=f"{splitext(file.name)[0]}-{number}{splitext(drawing.part or '')[1]}",
        data=data or None,
        caption=words.caption,
        credit=words.credit,
        alternative_text="" if _NO_DESCRIPTION.fullmatch(description) else description,
    )
