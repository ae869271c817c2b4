"""The base of every form: with its CSRF token, text without blanks around it, words for people."""

from flask_wtf import FlaskForm


class Form(FlaskForm):
    """A form of ours; texts are stripped of blanks and refuse NUL."""

    class Meta(FlaskForm.Meta):
        """Strip what people type without meaning it."""

        def bind_field(self, form, unbound_field, options):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 -- wtforms has no types
            """Give text fields the filter."""
            kind = unbound_field.field_class.__name__
            filters = list(unbound_field.kwargs.get("filters", []))
            if kind in {"StringField", "TextAreaField", "SearchField", "EmailField"}:
                filters.append(tidy)
            return unbound_field.bind(form=form, filters=filters, **options)


def with_plain_ends(text: str | None) -> str | None:
    """A text with its line ends as browsers count them, who send two characters for each."""
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


def tidy(text: str | None) -> str | None:
    """A text without blanks around it and without NUL, which no database takes."""
    return text.replace("\0", "").strip() if isinstance(text, str) else text
