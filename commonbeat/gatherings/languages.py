"""Languages that are spoken in meetings, and for which interpreters are asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: code (ISO 639) → name as a reader calls it
LANGUAGES = {
    "en": _("English"),
    "es": _("Spanish"),
    "ase": _("American Sign Language"),
    "ar": _("Arabic"),
    "bn": _("Bengali"),
    "yue": _("Cantonese"),
    "fr": _("French"),
    "ht": _("Haitian Creole"),
    "hi": _("Hindi"),
    "hmn": _("Hmong"),
    "ko": _("Korean"),
    "cmn": _("Mandarin"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
    "so": _("Somali"),
    "tl": _("Tagalog"),
    "uk": _("Ukrainian"),
    "ur": _("Urdu"),
    "vi": _("Vietnamese"),
}


def named(code: str) -> str:
    """A language by its name; by its code where nobody here knows it, as an import may bring any."""
    return str(LANGUAGES.get(code, code))
