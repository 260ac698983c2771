import io
import socket
import zipfile

import docx
import pytest
from docx.oxml.ns import nsdecls

from app.articles import body
from app.transfer.word.file import MAX_BYTES, RefusedDocument
from app.transfer.word.reading import WordDocument, read
from tests.support.newsroom import picture_bytes
from tests.transfer.word.samples import (
    LINKS,
    MAIN,
    add_markup,
    add_picture,
    changed,
    drawing,
    replaced,
    saved,
    with_lines,
    with_link,
)

GOOD = with_lines(("Normal", "Words."), title="T")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TYPES = "[Content_Types].xml"


def refusal(data: bytes, name: str = "release.docx") -> str:
    with pytest.raises(RefusedDocument) as refused:
        read(data, name)
    assert str(refused.value).startswith("“release.docx” ")
    return str(refused.value)


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (bytes(MAX_BYTES + 1), "is larger than 60 MiB"),
        (b"Words of a text file", "is not a Word document"),
        (picture_bytes(), "is not a Word document"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "is a document of Word's old kind (.doc)"),
        (COMPOUND, "is not a Word document"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "is not a Word document"),
        (replaced(GOOD, TYPES, "wordprocessingml.document.main", "spreadsheetml.sheet.main"), "is not a Word document"),
        (GOOD[: len(GOOD) // 2], "is damaged"),
        (changed(GOOD, {MAIN: None}), "is damaged"),
        (changed(GOOD, {MAIN: b"<w:document"}), "is damaged"),
        (changed(GOOD, {MAIN: b"<nothing/>"}), "is damaged"),
    ],
)
def test_what_is_no_document_is_refused_in_words(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_name_is_shown_without_its_path() -> None:
    refusal(b"no document", "C:\\Users\\A. Person\\release.docx")


def test_macros_do_not_come_in() -> None:
    data = replaced(
        changed(GOOD, {"word/vbaProject.bin": b"program"}),
        TYPES,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    found = read(data, "release.docm")
    assert (found.title, found.body, found.notes) == ("T", "<p>Words.</p>", ("The macros were left out.",))


def test_zip_bomb_is_refused_whatever_it_says_of_its_size() -> None:
    bomb = changed(GOOD, {MAIN: b"<w:document>" + b" " * (200 * 1024 * 1024)})
    assert len(bomb) < MAX_BYTES
    assert "is too large to be read" in refusal(bomb)
    # The same with a directory that lies: it speaks of a hundred bytes.
    at = bomb.rindex(b"PK\x01\x02", 0, bomb.rindex(MAIN.encode()))
    lying = bomb[: at + 24] + (100).to_bytes(4, "little") + bomb[at + 28 :]
    assert "is damaged" in refusal(lying)


def test_pictures_that_unpack_beyond_measure_wait_for_their_files() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    add_picture(document)
    data = changed(saved(document), {"word/media/image1.jpg": bytes(200 * 1024 * 1024)})
    found = read(data, "release.docx")
    assert [picture.data for picture in found.pictures] == [None]
    assert found.notes == ("A picture is missing in the document, damaged, or too large. Its row waits for the file.",)


def test_too_many_parts_are_refused() -> None:
    assert "is too large to be read" in refusal(changed(GOOD, {f"word/media/{n}": b"" for n in range(5_001)}))


def test_entities_are_refused() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for declared in (f'<!ENTITY a0 "ha">{laughs}', '<!ENTITY a9 SYSTEM "file:///etc/passwd">'):
        markup = (
            f"<!DOCTYPE x [{declared}]><w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
            "</w:body></w:document>"
        )
        assert "is damaged" in refusal(changed(GOOD, {MAIN: markup.encode()}))
        assert "is damaged" in refusal(changed(GOOD, {TYPES: markup.encode()}))


def wrapped(content: str) -> bytes:
    return changed(GOOD, {MAIN: f"<w:document {nsdecls('w')}><w:body>{content}</w:body></w:document>".encode()})


@pytest.mark.parametrize("depth", [300, 100_000])
def test_tables_in_tables_in_tables_are_refused(depth: int) -> None:
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    assert "is damaged" in refusal(wrapped(opened * depth + "<w:p/>" + closed * depth))


def test_longer_text_than_an_article_takes_is_refused() -> None:
    letters = "x" * 10_000
    paragraph = f"<w:p><w:r><w:t>{letters}</w:t></w:r></w:p>"
    assert len(read(wrapped(paragraph * 99), "a.docx").body) <= body.MAX_LENGTH
    assert "an article takes 1,000,000 characters" in refusal(wrapped(paragraph * 101))
    assert "is too large to be read" in refusal(wrapped("<w:p/>" * 70_000))
    assert "is too large to be read" in refusal(wrapped("<w:p/>" * 1_000_001))


def test_addresses_of_links_are_bounded_each_and_together() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    for number in (1, 2):
        add_markup(document, f'<w:hyperlink r:id="link{number}"><w:r><w:t>to {number}</w:t></w:r></w:hyperlink>')
    long = "https://example.com/".ljust(2000, "x")
    data = with_link(with_link(saved(document), "link1", "hyperlink", long), "link2", "hyperlink", f"{long}x")
    found = read(data, "a.docx")
    assert found.body == f'<p><a href="{long}" rel="noopener">to 1</a></p>\n<p>to 2</p>'
    assert [note[:21] for note in found.notes] == ["A link was taken out "]
    # Nothing of these would be left to be seen.
    many = replaced(data, MAIN, "</w:hyperlink>", "</w:hyperlink>" + '<w:hyperlink r:id="link1"/>' * 300)
    assert "an article takes 1,000,000 characters" in refusal(many)


@pytest.mark.parametrize(
    "markup",
    [
        '<w:r><w:sym w:font="Symbol" w:char="not a number"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 50,
    ],
)
def test_markup_that_means_nothing_is_refused_in_words(markup: str) -> None:
    assert "is damaged" in refusal(wrapped(f"<w:p>{markup}</w:p>"))


@pytest.fixture
def linking() -> bytes:
    """A document with pictures that lie on this machine, beside it, and in the network; and a template that does."""
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    for number in range(4):
        add_markup(
            document, drawing(f'<pic:pic><pic:blipFill><a:blip r:link="link{number}"/></pic:blipFill></pic:pic>')
        )
    # As if it were in the package.
    add_markup(document, drawing('<pic:pic><pic:blipFill><a:blip r:embed="link0"/></pic:blipFill></pic:pic>'))
    add_markup(document, '<w:r><w:pict><v:shape><v:imagedata r:id="link1"/></v:shape></w:pict></w:r>')
    return saved(document)


def test_nothing_outside_of_the_file_is_opened(linking: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        targets = ["file:///etc/passwd", f"{address}/picture.jpg", "/etc/passwd", "../../etc/passwd"]
        for number, target in enumerate(targets):
            linking = with_link(linking, f"link{number}", "image", target)
        linking = with_link(linking, "template", "attachedTemplate", f"{address}/template.dotm")
        found = read(linking, "/etc/release.docx")
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert [picture.data for picture in found.pictures] == [None] * 6
    assert "root:" not in found.body
    assert found.notes == (
        "6 pictures are only linked in the document, and were not fetched. Their rows wait for the files.",
        "Another file that the document refers to, such as a template, was not opened.",
    )


def test_parts_outside_of_the_package_are_not_found() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    add_picture(document)
    data = replaced(saved(document), LINKS, "media/image1.jpg", "../../../../../../etc/passwd")
    found: WordDocument = read(data, "release.docx")
    assert [picture.data for picture in found.pictures] == [None]
