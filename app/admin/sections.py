"""The sections of the newsroom."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.policy import Right
from app.admin.blueprint import admin, require
from app.admin.forms.section import SectionForm
from app.articles import queries
from app.articles import sections as domain
from app.articles.models import Section
from app.articles.sections import SectionInUse, SlugTaken
from app.foundation.database import db
from app.foundation.translation import current_language


@admin.get("/sections")
def sections() -> ResponseReturnValue:
    """List the sections in their order."""
    require(Right.SET_UP)
    return render_template("admin/sections.html", sections=queries.sections(db.session()))


@admin.route("/sections/new", methods=["GET", "POST"])
def new_section() -> ResponseReturnValue:
    """Add a section."""
    require(Right.SET_UP)
    return _write(None)


@admin.route("/sections/<identifier:section_id>", methods=["GET", "POST"])
def edit_section(section_id: int) -> ResponseReturnValue:
    """Change a section."""
    return _write(_load(section_id))


@admin.post("/sections/<identifier:section_id>/removal")
def remove_section(section_id: int) -> ResponseReturnValue:
    """Remove a section that no article stands in."""
    section = _load(section_id)
    name = section.name(current_language())
    try:
        domain.remove(db.session(), section)
    except SectionInUse:
        flash(_("“%(name)s” has articles, also counting the bin. Move them to another section first.", name=name))
        return redirect(url_for("admin.edit_section", section_id=section_id), 303)
    db.session.commit()
    flash(_("“%(name)s” is removed.", name=name))
    return redirect(url_for("admin.sections"), 303)


def _load(section_id: int) -> Section:
    require(Right.SET_UP)
    return db.session().get(Section, section_id) or abort(404)


def _write(section: Section | None) -> ResponseReturnValue:
    form = SectionForm()
    if request.method == "GET":
        if section is not None:
            form.fill(section)
        return render_template("admin/section.html", form=form, section=section)
    if form.validate():
        try:
            domain.save(
                db.session(),
                section,
                slug=form.slug.data or "",
                texts=form.texts(),
                position=form.position.data or 0,
            )
        except SlugTaken as taken:
            problem = _("Another section has the address “%(address)s”. Choose another one.", address=taken)
            form.slug.errors = [problem]
        else:
            db.session.commit()
            flash(_("Saved."))
            return redirect(url_for("admin.sections"), 303)
    db.session.rollback()
    return render_template("admin/section.html", form=form, section=section), 422
