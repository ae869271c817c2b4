"""0007_mail: messages on their way by mail, how people want them, and when each job ran.

Why: messages go out now. Old rows: what was queued before mail existed stays a notice and is never mailed.
While the old release runs: what it queues has no cause and is mailed only after the new one took over.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007_mail"
down_revision = "0006_own_pages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("sending_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("digest_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_message_digest_id_message"), "message", ["digest_id"], ["id"])
        batch_op.create_index(op.f("ix_message_digest_id"), ["digest_id"], unique=False)
        batch_op.create_index(op.f("ix_message_about"), ["about"], unique=False)
        batch_op.create_index(op.f("ix_message_state"), ["state"], unique=False)

    op.execute(
        "UPDATE message SET state = 'skipped', reason = 'It was written before there was mail.' "
        "WHERE state = 'waiting'"
    )
    # The key is kind, cause and person, with a stroke between them.
    op.execute(
        "UPDATE message SET about = substr(key, length(kind) + 2, "
        "length(key) - length(kind) - length(CAST(employee_id AS TEXT)) - 2)"
    )
    op.create_table(
        "message_choice",
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column(
            "delivery",
            sa.Enum("each message at once", "one mail a day", name="delivery", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("muted", sa.JSON(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_message_choice_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("employee_id", name=op.f("pk_message_choice")),
    )
    op.create_table(
        "job_run",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_run")),
    )


def downgrade() -> None:
    """Take the tables back; their facts stay in the ledger."""
    op.drop_table("job_run")
    op.drop_table("message_choice")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_message_state"))
        batch_op.drop_index(op.f("ix_message_about"))
        batch_op.drop_index(op.f("ix_message_digest_id"))
        batch_op.drop_constraint(op.f("fk_message_digest_id_message"), type_="foreignkey")
        batch_op.drop_column("digest_id")
        batch_op.drop_column("sent_at")
        batch_op.drop_column("next_try_at")
        batch_op.drop_column("sending_at")
        batch_op.drop_column("tries")
        batch_op.drop_column("about")

    # ### end Alembic commands ###
