"""0005_fair_quizzes: draws from a kept key, display policy, voided questions, signs looked at.

Why: an auditor can replay a draw, a faulty question can be taken out afterwards. Old rows: attempts keep
their seeds, have no key, show everything as they did, and none of their questions is voided. While the old
release runs: safe, new columns have defaults.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005_fair_quizzes"
down_revision = "0004_assignments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "draw_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw_key")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("draw_key_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("display", sa.Text(), nullable=False, server_default="open"))
        batch_op.add_column(sa.Column("voided", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.create_foreign_key(
            op.f("fk_attempt_draw_key_id_draw_key"), "draw_key", ["draw_key_id"], ["id"]
        )

    op.create_table(
        "voided_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided_by_id", sa.Integer(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["voided_by_id"], ["employee.id"], name=op.f("fk_voided_question_voided_by_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voided_question")),
        sa.UniqueConstraint("course", "question", name=op.f("uq_voided_question_course_question")),
    )
    op.create_table(
        "signal_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("attempts", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["employee.id"], name=op.f("fk_signal_review_reviewed_by_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal_review")),
        sa.UniqueConstraint("about", name=op.f("uq_signal_review_about")),
    )


def downgrade() -> None:
    """Take the tables back; their facts stay in the ledger."""
    op.drop_table("signal_review")
    op.drop_table("voided_question")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_attempt_draw_key_id_draw_key"), type_="foreignkey")
        batch_op.drop_column("voided")
        batch_op.drop_column("display")
        batch_op.drop_column("draw_key_id")

    op.drop_table("draw_key")
