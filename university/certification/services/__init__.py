"""What happens to certificates: issued, revoked, their papers kept; each act with its fact."""

from university.certification.services.changing import tell_completed
from university.certification.services.issuing import claim, issue, issue_if_earned, open_cycle, print_as
from university.certification.services.papers import keep_paper
from university.certification.services.reminding import remind
from university.certification.services.retaking import ask_retakes, drop_retakes, meet_retakes
from university.certification.services.revoking import LONGEST_REASON, revoke

__all__ = [
    "LONGEST_REASON",
    "ask_retakes",
    "claim",
    "drop_retakes",
    "issue",
    "issue_if_earned",
    "keep_paper",
    "meet_retakes",
    "open_cycle",
    "print_as",
    "remind",
    "revoke",
    "tell_completed",
]
