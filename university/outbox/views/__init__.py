"""The doors of messages: notices, choices, the link that stops a kind of mail, the desk of administrators."""

from university.outbox.views import choosing, health, listing, notices, stopping, trying
from university.outbox.views.blueprint import bp, desk

__all__ = ["bp", "choosing", "desk", "health", "listing", "notices", "stopping", "trying"]
