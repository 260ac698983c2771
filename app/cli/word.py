"""`flask articles import-word`: Word documents become drafts."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.articles import permalinks, queries, sections
from app.cli.articles import require_section
from app.foundation import clock
from app.foundation.database import db
from app.foundation.files import media
from app.foundation.storage import StorageFull
from app.transfer.word import reading
from app.transfer.word.draft import Drafted, import_document
from app.transfer.word.file import MAX_BYTES, RefusedDocument
from config import Settings


@click.command("import-word")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--section", "section_slug", help="The section's address part; without it, the first section.")
@click.option("--dry-run", is_flag=True, help="Read the documents, say what would be lost, and change nothing.")
@with_appcontext
def import_word(files: Sequence[Path], section_slug: str | None, dry_run: bool) -> None:
    """Import Word documents (.docx) as drafts.

    A file that was imported before is left as it is. One that cannot be read is reported with the reason, the others
    are imported, and the exit status is 1. What does not come in as it was is told in lines below the file's.
    """
    require_section(section_slug)
    lines: list[tuple[str, bool]] = []
    # One document of many pictures takes long by itself.
    with click.progressbar(files, label="Importing", file=sys.stderr) as bar:
        for file in bar:
            lines += _import_file(file, section_slug, dry_run)
    for line, is_problem in lines:
        click.echo(line, err=is_problem)
    if dry_run:
        click.echo("Dry run: nothing was changed.")
    if any(is_problem for _, is_problem in lines):
        raise SystemExit(1)


def _import_file(file: Path, section_slug: str | None, dry_run: bool) -> list[tuple[str, bool]]:
    """Import one file and return lines to print, each with whether it tells of a problem."""
    try:
        with file.open("rb") as opened:
            # One byte more than may be, so that the check sees that it is too many.
            data = opened.read(MAX_BYTES + 1)
        if dry_run:
            document = reading.read(data, file.name)
            told, notes = f"would become “{document.title or file.stem}”", document.notes
        else:
            drafted = _draft(data, file.name, section_slug)
            told = "imported" if drafted.is_new else "already imported, nothing changed"
            told, notes = f"{told}: {permalinks.path(drafted.article)}", drafted.notes
    except (OSError, RefusedDocument, StorageFull) as problem:
        db.session.rollback()
        return [(f"{file}: {getattr(problem, 'strerror', None) or problem}", True)]
    return [(f"{file}: {told}", False), *((f"  {note}", False) for note in notes)]


def _draft(data: bytes, file_name: str, section_slug: str | None) -> Drafted:
    session = db.session()
    settings: Settings = current_app.extensions["settings"]
    section = section_slug and queries.section_by_slug(session, section_slug)
    drafted = import_document(
        session,
        media(),
        data,
        file_name,
        section_id=(section or sections.ensure_one(session)).id,
        settings=settings,
        now=clock.now(),
    )
    session.commit()
    return drafted
