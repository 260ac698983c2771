from pathlib import Path

import docx
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.articles.models import Article, State
from app.foundation.database import Base
from tests.support.newsroom import add_section
from tests.transfer.word.samples import add_picture, changed, saved, with_lines


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def opening(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Opening of the hall", style="Title")
    document.add_paragraph("Words.").add_run("Hidden").font.hidden = True
    for number, colour in enumerate(("teal", "navy"), start=1):
        add_picture(document, colour)
        document.add_paragraph(f"Figure {number}: The {colour} hall", style="Caption")
    path = tmp_path / "opening.docx"
    path.write_bytes(changed(saved(document), {"word/media/image2.jpg": b"no picture"}))
    return path


def test_documents_become_drafts_in_their_section(run: FlaskCliRunner, session: Session, opening: Path) -> None:
    section = add_section(session, "events", "Events")
    done = run.invoke(args=["articles", "import-word", str(opening), "--section", "events"])
    assert done.exit_code == 0, done.output
    assert f"{opening}: imported: /news/opening-of-the-hall" in done.output
    assert "“opening-2.jpg” is not a picture that can be taken" in done.output
    assert "A piece of hidden text was left out." in done.output
    article = session.scalars(select(Article)).one()
    assert (article.title, article.section_id, article.state) == ("Opening of the hall", section.id, State.DRAFT)
    assert [(use.caption, use.picture is None) for use in article.picture_uses] == [
        ("The teal hall", False), ("The navy hall", True),
    ]  # fmt: skip


def test_same_file_is_imported_once(run: FlaskCliRunner, session: Session, opening: Path) -> None:
    run.invoke(args=["articles", "import-word", str(opening)])
    version = session.scalars(select(Article)).one().version
    done = run.invoke(args=["articles", "import-word", str(opening)])
    assert done.exit_code == 0
    assert "already imported, nothing changed" in done.output
    session.expire_all()
    assert session.scalars(select(Article)).one().version == version


def test_bad_file_is_reported_and_the_others_imported(
    run: FlaskCliRunner, session: Session, opening: Path, tmp_path: Path
) -> None:
    bad, missing, nameless = tmp_path / "bad.docx", tmp_path / "missing.docx", tmp_path / "A note.docx"
    bad.write_bytes(b"Words")
    nameless.write_bytes(with_lines(("Normal", "Words without a title.")))
    done = run.invoke(args=["articles", "import-word", str(bad), str(missing), str(nameless), str(opening)])
    assert done.exit_code == 1
    assert f"{bad}: “bad.docx” is not a Word document." in done.output
    assert f"{missing}: No such file" in done.output
    titles = session.scalars(select(Article.title).order_by(Article.id)).all()
    assert titles == ["A note", "Opening of the hall"]


def test_dry_run_changes_nothing(run: FlaskCliRunner, session: Session, opening: Path) -> None:
    done = run.invoke(args=["articles", "import-word", str(opening), "--dry-run"])
    assert done.exit_code == 0
    assert "would become “Opening of the hall”" in done.output
    assert "A piece of hidden text was left out." in done.output
    assert "nothing was changed" in done.output
    for table in Base.metadata.sorted_tables:
        assert session.execute(select(func.count()).select_from(table)).scalar() == 0, table.name


def test_unknown_section_is_refused(run: FlaskCliRunner, session: Session, opening: Path) -> None:
    add_section(session, "events", "Events")
    done = run.invoke(args=["articles", "import-word", str(opening), "--section", "elsewhere"])
    assert done.exit_code == 2
    assert "events" in done.output
