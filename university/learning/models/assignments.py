"""Assignments: who must do what by when, and who said so."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.learning.rules.assigning import Repeat, RuleFacts
from university.learning.rules.audiences import Audience
from university.storage.tables import Base


class AssignmentRule(Base):
    """What somebody said: this course, for these people, by then, and perhaps again.

    ``audience_key`` is an employee number for one person or a manager's people, else the name of the part,
    department or role. Due is a day, ``due_on``, or ``within_days`` of joining or of the rule, whichever
    came later. A rule that ``keeps_up`` asks whoever joins its audience later; another one asks those who
    are in it when it is made. ``ended_at``: it asks nobody new; ``undone_at``: it was taken back whole.
    ``key`` is that of the form that made it: however often that is sent, it makes one rule.
    """

    __tablename__ = "assignment_rule"
    __table_args__ = (CheckConstraint("(due_on IS NULL) <> (within_days IS NULL)", name="one_due"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    course: Mapped[str] = mapped_column(index=True)
    audience: Mapped[Audience]
    audience_key: Mapped[str]
    due_on: Mapped[date | None]
    within_days: Mapped[int | None]
    repeat: Mapped[Repeat]
    month: Mapped[int | None]
    every_days: Mapped[int | None]
    keeps_up: Mapped[bool]
    reason: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    @property
    def facts(self) -> RuleFacts:
        """What it says about time."""
        return RuleFacts(
            made_at=self.made_at,
            due_on=self.due_on,
            within_days=self.within_days,
            repeat=self.repeat,
            month=self.month,
            every_days=self.every_days,
        )


class Assignment(Base):
    """What one rule asks of one person, once or in one of its rounds; one round at a time is open.

    A completion meets it from ``counts_from`` on; None means that any earlier one counts as well. The
    day ends in ``zone``, the person's own when it was assigned.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("rule_id", "employee_id", "round"),
        Index(
            "uq_assignment_open",
            "rule_id",
            "employee_id",
            unique=True,
            sqlite_where=text("met_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("met_at IS NULL AND withdrawn_at IS NULL"),
        ),
        Index("ix_assignment_employee_id_course", "employee_id", "course"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("assignment_rule.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    course: Mapped[str]
    round: Mapped[int]
    assigned_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    zone: Mapped[str]
    counts_from: Mapped[datetime | None]
    completion_id: Mapped[int | None] = mapped_column(ForeignKey("completion.id"))
    met_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None]

    rule: Mapped[AssignmentRule] = relationship(lazy="raise_on_sql")
