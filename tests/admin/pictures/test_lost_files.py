"""A picture whose file is gone: the page still answers, the desk says so, and adding the picture again mends it."""

import pytest
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.articles.models import Article
from app.foundation.storage import FolderStorage
from app.pictures import library
from app.pictures.models import Picture
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section

LOST = "A file of this picture is gone from the disk"


@pytest.fixture
def picture(session: Session, storage: FolderStorage) -> Picture:
    return add_picture(session, storage)


@pytest.fixture
def article(session: Session, picture: Picture) -> Article:
    use = PictureContent("k1", picture.id, caption="The hall")
    return add_article(session, add_section(session), title="Signed", pictures=[use])


def form(editor: CheckedClient, article: Article) -> str:
    return editor.get(f"/admin/articles/{article.id}").get_data(as_text=True)


@pytest.mark.parametrize("which", ["original", "rendition"])
def test_lost_file_is_said_and_mended(
    editor: CheckedClient,
    visitor: CheckedClient,
    session: Session,
    storage: FolderStorage,
    article: Article,
    picture: Picture,
    which: str,
) -> None:
    assert LOST not in form(editor, article)
    keys = [rendition.key for rendition in picture.renditions]
    storage.delete(library.original_key(picture.digest) if which == "original" else f"renditions/{keys[0]}")
    assert LOST in form(editor, article)
    page = visitor.get("/news/signed")
    assert page.status_code == 200
    assert "The hall" in page.get_data(as_text=True)
    assert visitor.get(f"/media/{keys[0]}", buffered=True).status_code == (200 if which == "original" else 404)
    assert add_picture(session, storage).id == picture.id
    session.commit()
    assert LOST not in form(editor, article)
    for rendition in picture.renditions:
        assert visitor.get(f"/media/{rendition.key}", buffered=True).status_code == 200


def test_files_of_a_newer_encoder_take_the_place_of_lost_ones(
    session: Session, storage: FolderStorage, article: Article, picture: Picture
) -> None:
    first = picture.renditions[0]
    first.key = f"00/{'0' * 40}-{first.width}.avif"
    session.commit()
    assert library.has_lost_files(storage, picture)
    add_picture(session, storage)
    session.commit()
    session.expire_all()
    assert not library.has_lost_files(storage, picture)
    assert first.key not in [rendition.key for rendition in picture.renditions]
