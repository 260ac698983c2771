"""What one would write first: read the article, render it, `hits += 1`, commit. It loses views that come together."""

import os

from flask import Flask, render_template
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{ article.title }} – Our company</title>
  </head>
  <body>
    <nav><a href="/">Home</a> <a href="/news/">All news</a></nav>
    <main>
      <article>
        <h1>{{ article.title }}</h1>
        <p>Publish Date:{{ article.day }} Hits:{{ article.hits + 1 }}</p>
        {{ article.body | safe }}
      </article>
    </main>
    <footer><p>Our company</p></footer>
  </body>
</html>
"""


class Base(DeclarativeBase):
    """The base of the one model."""


db = SQLAlchemy(model_class=Base)


class Article(db.Model):  # type: ignore[name-defined, misc]
    """An announcement with its hits in its own row."""

    __tablename__ = "articles"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    day: Mapped[str]
    hits: Mapped[int]
    body: Mapped[str]


app = Flask(__name__)
app.jinja_loader = DictLoader({"article.html": PAGE})
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["NAIVE_DATABASE"]
db.init_app(app)


@app.get("/news/<int:number>")
def article(number: int) -> str:
    """Show an article."""
    found = db.get_or_404(Article, number)
    page = render_template("article.html", article=found)
    found.hits += 1
    db.session.commit()
    return page


def _without_sync(connection: DBAPIConnection, _record: object) -> None:
    # As Dateline: the log is not forced to the disk at each commit. It is the faster way.
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


with app.app_context():
    event.listen(db.engine, "connect", _without_sync)
