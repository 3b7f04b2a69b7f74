"""What Django says of a form that cannot be taken, in the plain words of this house: one place for all forms."""

from __future__ import annotations

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

NOT_OFFERED = _("Choose one of the answers that are offered here.")


def say_plainly() -> None:
    """Put the house's sentences in the place of Django's own, once, at start."""
    for field in (forms.ChoiceField, forms.ModelChoiceField, forms.MultipleChoiceField, forms.ModelMultipleChoiceField):
        field.default_error_messages = field.default_error_messages | {"invalid_choice": NOT_OFFERED}
    validators.MaxValueValidator.message = _("This is too much: %(limit_value)s at most.")
    validators.MinValueValidator.message = _("This is too little: %(limit_value)s at least.")
    validators.MaxLengthValidator.message = _(
        "This is too long: %(limit_value)s characters at most, not %(show_value)s."
    )
    validators.MinLengthValidator.message = _("This is too short: %(limit_value)s characters at least.")
