"""0004_assignments: rules that assign courses, prior learning, more time and attempts for one person.

Why: people are told what to do by when, and who said so. Old rows: none of them changes; no lesson done
was waived. While the old release runs: safe, it knows none of these and the new column may be empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004_assignments"
down_revision = "0003_taking_again"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "assignment_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "everyone",
                "one person",
                "a part of the company",
                "a department",
                "a role",
                "a manager's team",
                "everybody below a manager",
                name="audience",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("audience_key", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("within_days", sa.Integer(), nullable=True),
        sa.Column(
            "repeat",
            sa.Enum(
                "once",
                "each year in one month",
                "so many days after the last completion",
                name="repeat",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("keeps_up", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(due_on IS NULL) <> (within_days IS NULL)", name=op.f("ck_assignment_rule_one_due")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["employee.id"], name=op.f("fk_assignment_rule_made_by_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_rule")),
        sa.UniqueConstraint("key", name=op.f("uq_assignment_rule_key")),
    )
    with op.batch_alter_table("assignment_rule", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_assignment_rule_course"), ["course"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("counts_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completion_id", sa.Integer(), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["completion_id"], ["completion.id"], name=op.f("fk_assignment_completion_id_completion")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_assignment_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["assignment_rule.id"], name=op.f("fk_assignment_rule_id_assignment_rule")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint(
            "rule_id", "employee_id", "round", name=op.f("uq_assignment_rule_id_employee_id_round")
        ),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_assignment_due_at"), ["due_at"], unique=False)
        batch_op.create_index("ix_assignment_employee_id_course", ["employee_id", "course"], unique=False)
        batch_op.create_index(
            "uq_assignment_open",
            ["rule_id", "employee_id"],
            unique=True,
            sqlite_where=sa.text("met_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=sa.text("met_at IS NULL AND withdrawn_at IS NULL"),
        )

    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "tested out",
                "an equivalent course of ours",
                "learned elsewhere",
                "administrative",
                name="waiverreason",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked", "approved", "declined", "withdrawn", name="waiverstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["employee.id"], name=op.f("fk_waiver_approver_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["employee.id"], name=op.f("fk_waiver_asked_by_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_waiver_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
    )
    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_waiver_employee_id"), ["employee_id"], unique=False)
        batch_op.create_index(
            "uq_waiver_asked",
            ["employee_id", "course"],
            unique=True,
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )

    with op.batch_alter_table("lesson_done", schema=None) as batch_op:
        batch_op.add_column(sa.Column("waiver_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_lesson_done_waiver_id_waiver"), "waiver", ["waiver_id"], ["id"])

    op.create_table(
        "allowance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("extra_minutes", sa.Integer(), nullable=False),
        sa.Column("extra_attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_allowance_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["employee.id"], name=op.f("fk_allowance_given_by_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowance")),
    )
    with op.batch_alter_table("allowance", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_allowance_employee_id"), ["employee_id"], unique=False)


def downgrade() -> None:
    """Take the tables back; their facts stay in the ledger."""
    with op.batch_alter_table("allowance", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_allowance_employee_id"))

    op.drop_table("allowance")
    with op.batch_alter_table("lesson_done", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_lesson_done_waiver_id_waiver"), type_="foreignkey")
        batch_op.drop_column("waiver_id")

    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_waiver_asked",
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )
        batch_op.drop_index(op.f("ix_waiver_employee_id"))

    op.drop_table("waiver")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assignment_open",
            sqlite_where=sa.text("met_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=sa.text("met_at IS NULL AND withdrawn_at IS NULL"),
        )
        batch_op.drop_index("ix_assignment_employee_id_course")
        batch_op.drop_index(op.f("ix_assignment_due_at"))

    op.drop_table("assignment")
    with op.batch_alter_table("assignment_rule", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_assignment_rule_course"))

    op.drop_table("assignment_rule")
