"""Where no mail server is set: letters wait in the outbox, and whoever sends is told so."""

from django.core.mail.backends.base import BaseEmailBackend


class MailIsOff(OSError):
    """No mail server is set (COMMONBEAT_MAIL)."""


class Nowhere(BaseEmailBackend):
    """A backend that never claims to have sent."""

    def open(self) -> bool:
        raise MailIsOff("COMMONBEAT_MAIL is not set")

    def send_messages(self, email_messages: list) -> int:
        raise MailIsOff("COMMONBEAT_MAIL is not set")
