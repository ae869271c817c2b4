"""The invented past of the demo company: files and a seed in, acts in the order of their moments out."""

from university.demo.rules.acts import Act
from university.demo.rules.event_plan import EventPlan, read_events
from university.demo.rules.plan import Company, batches, opening, plan_acts

__all__ = ["Act", "Company", "EventPlan", "batches", "opening", "plan_acts", "read_events"]
