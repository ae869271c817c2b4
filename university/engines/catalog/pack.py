"""Catalog items <-> plain values for the database; reading them back gives equal items."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import TypeAdapter

from university.engines.catalog.model import Certification, Course, Item, Policy, Question, Tip

COURSE: Final = TypeAdapter(Course)
CERTIFICATION: Final = TypeAdapter(Certification)
POLICY: Final = TypeAdapter(Policy)
TIP: Final = TypeAdapter(Tip)
QUESTIONS: Final = TypeAdapter(tuple[Question, ...])
ADAPTERS: Final[dict[type, TypeAdapter[Any]]] = {
    Course: COURSE,
    Certification: CERTIFICATION,
    Policy: POLICY,
    Tip: TIP,
}


def pack(value: Item) -> dict[str, Any]:
    """Turn an item into values that JSON can hold."""
    packed: dict[str, Any] = ADAPTERS[type(value)].dump_python(value, mode="json")
    return packed


def unpack_course(packed: Mapping[str, Any]) -> Course:
    """Read a course back; raises pydantic's ``ValidationError`` if it was not packed here."""
    return COURSE.validate_python(packed)


def unpack_certification(packed: Mapping[str, Any]) -> Certification:
    """Read a certification back; raises pydantic's ``ValidationError`` if it was not packed here."""
    return CERTIFICATION.validate_python(packed)


def unpack_policy(packed: Mapping[str, Any]) -> Policy:
    """Read a policy back; raises pydantic's ``ValidationError`` if it was not packed here."""
    return POLICY.validate_python(packed)


def unpack_tip(packed: Mapping[str, Any]) -> Tip:
    """Read a tip sheet back; raises pydantic's ``ValidationError`` if it was not packed here."""
    return TIP.validate_python(packed)


def unpack_questions(packed: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Read the quiz of a packed course back; raises pydantic's ``ValidationError`` as above."""
    return QUESTIONS.validate_python(packed)
