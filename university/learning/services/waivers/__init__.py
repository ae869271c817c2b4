"""Waive the lessons of a course for prior learning, never its quiz."""

from university.learning.services.waivers.acts import (
    Claim,
    ask_waiver,
    decide_waiver,
    record_waiver,
    withdraw_request,
    withdraw_waiver,
)

__all__ = ["Claim", "ask_waiver", "decide_waiver", "record_waiver", "withdraw_request", "withdraw_waiver"]
