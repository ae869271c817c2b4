"""Every act of learning: enroll, mark a lesson done, start and hand in an attempt, complete, move on."""

from university.learning.services.allowances import end_allowance, give_allowance
from university.learning.services.assigning import assign, end, keep_up, meet, settle, undo
from university.learning.services.attempts import (
    close_if_overdue,
    close_overdue,
    save_answers,
    start_attempt,
    submit_attempt,
)
from university.learning.services.changes import notice_of_change
from university.learning.services.enrollments import (
    complete_if_earned,
    enroll,
    mark_done,
    record_view,
    take_again,
)
from university.learning.services.memory import finish_practice, offer_practice, offer_practice_later
from university.learning.services.mistakes import answer_mistake, report_mistake
from university.learning.services.own import Stale, save_note, set_bookmark
from university.learning.services.ratings import Said, rate
from university.learning.services.reminding import remind
from university.learning.services.signals import note_view, review_signal
from university.learning.services.versions import on_course_loaded
from university.learning.services.voiding import void_question
from university.learning.services.waivers import (
    Claim,
    ask_waiver,
    decide_waiver,
    record_waiver,
    withdraw_request,
    withdraw_waiver,
)

__all__ = [
    "Claim",
    "Said",
    "Stale",
    "answer_mistake",
    "ask_waiver",
    "assign",
    "close_if_overdue",
    "close_overdue",
    "complete_if_earned",
    "decide_waiver",
    "end",
    "end_allowance",
    "enroll",
    "finish_practice",
    "give_allowance",
    "keep_up",
    "mark_done",
    "meet",
    "note_view",
    "notice_of_change",
    "offer_practice",
    "offer_practice_later",
    "on_course_loaded",
    "rate",
    "record_view",
    "record_waiver",
    "remind",
    "report_mistake",
    "review_signal",
    "save_answers",
    "save_note",
    "set_bookmark",
    "settle",
    "start_attempt",
    "submit_attempt",
    "take_again",
    "undo",
    "void_question",
    "withdraw_request",
    "withdraw_waiver",
]
