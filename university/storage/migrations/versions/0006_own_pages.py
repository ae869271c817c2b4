"""0006_own_pages: notes, bookmarks, practice to remember, mistakes reported, ratings, calendar feeds.

Why: what learners keep for themselves and what they tell authors. Old rows: none of them changes, nobody
is offered practice for what was completed before. While the old release runs: safe, it knows none of these.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_own_pages"
down_revision = "0005_fair_quizzes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "lesson_note",
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_lesson_note_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("employee_id", "course", "lesson", name=op.f("pk_lesson_note")),
    )
    op.create_table(
        "bookmark",
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_bookmark_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("employee_id", "course", "lesson", name=op.f("pk_bookmark")),
    )
    op.create_table(
        "memory_practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("completion_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["completion_id"], ["completion.id"], name=op.f("fk_memory_practice_completion_id_completion")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_memory_practice_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memory_practice")),
        sa.UniqueConstraint("completion_id", "days", name=op.f("uq_memory_practice_completion_id_days")),
    )
    with op.batch_alter_table("memory_practice", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_memory_practice_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "mistake_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["employee.id"], name=op.f("fk_mistake_report_answered_by_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_mistake_report_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["content_version.id"], name=op.f("fk_mistake_report_version_id_content_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mistake_report")),
    )
    with op.batch_alter_table("mistake_report", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_mistake_report_course"), ["course"], unique=False)
        batch_op.create_index(op.f("ix_mistake_report_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "course_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_course_rating_stars_are_five")),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_course_rating_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["content_version.id"], name=op.f("fk_course_rating_version_id_content_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_rating")),
        sa.UniqueConstraint("employee_id", "course", name=op.f("uq_course_rating_employee_id_course")),
    )
    with op.batch_alter_table("course_rating", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_course_rating_course"), ["course"], unique=False)

    op.create_table(
        "feed_token",
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_feed_token_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_feed_token")),
    )
    with op.batch_alter_table("feed_token", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_feed_token_employee_id"), ["employee_id"], unique=False)


def downgrade() -> None:
    """Take the tables back; their facts stay in the ledger."""
    with op.batch_alter_table("feed_token", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_feed_token_employee_id"))

    op.drop_table("feed_token")
    with op.batch_alter_table("course_rating", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_course_rating_course"))

    op.drop_table("course_rating")
    with op.batch_alter_table("mistake_report", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_mistake_report_employee_id"))
        batch_op.drop_index(op.f("ix_mistake_report_course"))

    op.drop_table("mistake_report")
    with op.batch_alter_table("memory_practice", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_memory_practice_employee_id"))

    op.drop_table("memory_practice")
    op.drop_table("bookmark")
    op.drop_table("lesson_note")
