from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.articles import body
from app.articles.content import PictureContent
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.press_kit import picture_files
from app.press_kit.document import Heading, Paragraph, Table, words
from app.press_kit.reading import read as blocks_of
from app.press_kit.release import release_of
from app.press_kit.word_document import document
from app.site.queries import site
from app.transfer.demo import content
from app.transfer.word.reading import read
from tests.press_kit.samples import LABELS
from tests.support.newsroom import add_article, add_picture, add_section

AROUND = {"Press contact", "About the company"}


@pytest.mark.parametrize("slug", ["annual-results-2020", "from-cell-to-salt", "banniandu-yeji-2023", "robot-cell"])
def test_document_of_a_press_kit_comes_back_as_the_same_article(
    session: Session, storage: FolderStorage, slug: str
) -> None:
    (demo,) = [article for article in content.articles(clock.now()) if slug in article.slug]
    uses = [
        PictureContent(use.key, add_picture(session, storage, colour).id, use.caption, use.credit, use.alternative_text)
        for use, colour in zip(demo.pictures, ("teal", "navy", "olive", "maroon"), strict=False)
    ]
    article = add_article(
        session, add_section(session), title=demo.title, body=demo.body, language=demo.language, pictures=uses
    )
    release = release_of(article, site(session, demo.language), LABELS, "https://example.com/", clock.now())
    found = read(document(release, partial(picture_files.illustration, storage)), "release.docx")
    assert (found.title, found.language) == (demo.title, demo.language)
    assert [(p.caption, p.credit, p.alternative_text) for p in found.pictures] == [
        (use.caption, use.credit, use.alternative_text) for use in uses
    ]
    before, after = blocks_of(article.body), blocks_of(found.body)
    headings = [(block.level, words(block.runs)) for block in after if isinstance(block, Heading)]
    assert [heading for heading in headings if heading[1] not in AROUND] == [
        (block.level, words(block.runs)) for block in before if isinstance(block, Heading)
    ]
    assert [grid(block) for block in after if isinstance(block, Table)] == [
        grid(block) for block in before if isinstance(block, Table)
    ]
    assert body.plain_text(article.body) in body.plain_text(found.body)
    assert found.notes == ()


def grid(table: Table) -> Any:
    cells = [(cell.row, cell.column, cell.rows, cell.columns, said(cell.blocks)) for cell in table.cells]
    return table.columns, table.rows, table.head_rows, words(table.caption), cells


def said(blocks: tuple[Any, ...]) -> list[str]:
    return [words(block.runs) for block in blocks if isinstance(block, Paragraph)]
