"""The form in which an article is written: kept, saved, merged, filled from a document, beside its original."""
