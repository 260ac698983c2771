"""The release as plain text, and the sheet with the captions of its pictures. UTF-8, lines as long as they are."""

from collections.abc import Iterator, Sequence

from app.press_kit.document import Block, Heading, List, Paragraph, Quote, Table, words
from app.press_kit.reading import read
from app.press_kit.release import Release, ReleasePicture


def text(release: Release) -> str:
    """Return the release as plain text, pictures by their captions."""
    labels = release.labels
    parts = [
        f"{labels.press_release}\n{release.company}\n{release.day}",
        release.title,
        release.subtitle,
        "\n".join(f"{label}: {value}" for label, value in release.facts),
        *_body(release),
        *_ending(labels.press_contact, release.contact),
        *_ending(labels.about, release.about),
        release.address,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def caption_sheet(release: Release, missing: Sequence[ReleasePicture]) -> str:
    """Return what there is to know of each picture; of one that is `missing`, the file name is left out."""
    labels = release.labels
    sheets = [f"{release.title}\n{release.company}, {release.day}\n{release.address}"]
    for picture in release.pictures:
        lines = (
            (labels.file, "" if picture in missing else f"pictures/{picture.file_name}"),
            (labels.caption, picture.full_caption),
            (labels.credit, picture.credit),
            (labels.copyright, picture.copyright),
            (labels.alternative_text, picture.alternative_text),
        )
        sheets.append("\n".join(f"{label}: {value}" for label, value in lines if value))
    if len(sheets) == 1:
        sheets.append(labels.no_pictures)
    return "\n\n".join(sheets) + "\n"


def _body(release: Release) -> Iterator[str]:
    for part in release.body:
        if isinstance(part, str):
            yield from (_block(block) for block in read(part))
        elif part.full_caption or part.credit:
            credit = f"({part.credit})" if part.credit else ""
            yield f"[{' '.join(filter(None, (part.full_caption, credit)))}]"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return words(block.runs)
        case Heading():
            return f"\n{words(block.runs)}"
        case List():
            marks = [f"{number}." if block.ordered else "-" for number, _ in enumerate(block.items, block.start)]
            return "\n".join(
                f"{mark} {_indented(_blocks(item, gap=1), len(mark) + 1)}"
                for mark, item in zip(marks, block.items, strict=True)
            )
        case Quote():
            return "\n".join(f"> {line}".rstrip() for line in _blocks(block.blocks).split("\n"))
        case Table():
            return _table(block)
        case _:
            return "* * *"


def _blocks(blocks: Sequence[Block], gap: int = 2) -> str:
    return ("\n" * gap).join(_block(block).strip("\n") for block in blocks)


def _indented(lines: str, by: int) -> str:
    return lines.replace("\n", "\n" + " " * by)


def _table(table: Table) -> str:
    """Return a row on each line, its cells parted by tabs, as spreadsheets take them when they are pasted."""
    grid = [[""] * table.columns for _row in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = " ".join(_blocks(cell.blocks).split())
    rows = ["\t".join(row).rstrip("\t") for row in grid]
    return "\n".join(filter(None, [words(table.caption), *rows]))


def _ending(heading: str, paragraphs: Sequence[str]) -> Iterator[str]:
    if paragraphs:
        yield f"\n{heading}"
        yield from paragraphs
