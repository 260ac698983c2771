"""Word documents: honest ones by python-docx, others by changing what is in their package."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.support.newsroom import picture_bytes

MAIN = "word/document.xml"
LINKS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_lines(*lines: tuple[str, str], title: str = "") -> bytes:
    """A document of paragraphs, each given as style and words; `title` comes first, in the style of that name."""
    document = docx.Document()
    if title:
        document.add_paragraph(title, style="Title")
    for style, words in lines:
        document.add_paragraph(words, style=style)
    return saved(document)


def add_picture(document: Any, colour: str = "teal", description: str = "") -> None:
    shape = document.add_picture(io.BytesIO(picture_bytes(colour)))
    shape._inline.docPr.set("descr", description)


def add_markup(document: Any, markup: str) -> None:
    """Add a paragraph of raw markup to a document."""
    namespaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        + nsdecls("w", "wp", "a", "pic", "r", "c")
    )
    document.element.body.insert(-1, parse_xml(f"<w:p {namespaces}>{markup}</w:p>"))


def drawing(content: str, description: str = "") -> str:
    """A run with a drawing, whose content is raw markup."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{description}"/><a:graphic>'
        f'<a:graphicData uri="x">{content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same package with other parts; `None` takes one out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, content in parts.items():
            if content is not None:
                after.writestr(name, content)
    return made.getvalue()


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same package with other words in the markup of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        markup = package.read(part).decode()
    assert old in markup
    return changed(data, {part: markup.replace(old, new).encode()})


def with_link(data: bytes, number: str, kind: str, target: str) -> bytes:
    """The same package with something outside that the document refers to."""
    link = f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return replaced(data, LINKS, "</Relationships>", f"{link}</Relationships>")
