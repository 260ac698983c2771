"""Stores what a Word document says as a draft, each document once."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.articles import editing
from app.articles.content import ArticleContent, PictureContent
from app.articles.models import Article
from app.foundation.storage import FolderStorage
from app.pictures import library
from app.pictures.intake import RefusedPicture
from app.transfer.models import ImportedPage
from app.transfer.word import reading
from app.transfer.word.reading import WordDocument
from config import Settings


@dataclass
class Drafted:
    """What became of a document: its article, whether that is new, and what did not come in as it was."""

    article: Article
    is_new: bool
    notes: list[str]


def import_document(
    session: Session,
    storage: FolderStorage,
    data: bytes,
    file_name: str,
    *,
    section_id: int,
    settings: Settings,
    now: datetime,
) -> Drafted:
    """Store a document (.docx) as a draft, or find the article that the same file became before; the caller commits.

    A document without a title is called by its file's name. A picture that is no good leaves a row that waits for its
    file. Raises `RefusedDocument` and `storage.StorageFull`.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = session.get(ImportedPage, digest)
    if known is not None:
        return Drafted(session.get_one(Article, known.article_id), is_new=False, notes=[])
    document = reading.read(data, file_name)
    pictures, problems = _stored_pictures(session, storage, document, settings)
    content = ArticleContent(
        language=document.language,
        section_id=section_id,
        title=document.title or file_name.removesuffix(".docx"),
        subtitle=document.subtitle,
        body=document.body,
        pictures=pictures,
    )
    article = editing.create(session, content, None, now)
    session.add(ImportedPage(digest=digest, article_id=article.id))
    session.flush()
    return Drafted(article, is_new=True, notes=[*problems, *document.notes])


def _stored_pictures(
    session: Session, storage: FolderStorage, document: WordDocument, settings: Settings
) -> tuple[list[PictureContent], list[str]]:
    """Return the pictures as the article has them, and which of them were refused."""
    stored, problems = [], []
    for picture in document.pictures:
        row = PictureContent(picture.key, None, picture.caption, picture.credit, picture.alternative_text)
        if picture.data is not None:
            try:
                row = replace(
                    row,
                    picture_id=library.add(
                        session,
                        storage,
                        picture.data,
                        picture.file_name,
                        uploaded_by_id=None,
                        max_bytes=settings.max_picture_bytes,
                        max_pixels=settings.max_picture_pixels,
                    ).id,
                )
            except RefusedPicture as refusal:
                problems.append(str(refusal))
        stored.append(row)
    return stored, problems
