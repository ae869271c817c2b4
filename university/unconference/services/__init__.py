"""Every write of an unconference, a function for each act; seats change only under their slot's lock."""

from university.unconference.services.events import RoomPlan, SlotPlan, create, move_phase
from university.unconference.services.seats import leave, set_capacity, sign_up
from university.unconference.services.timetable import cancel, move, place
from university.unconference.services.topics import host, propose, step_back, withdraw

__all__ = [
    "RoomPlan",
    "SlotPlan",
    "cancel",
    "create",
    "host",
    "leave",
    "move",
    "move_phase",
    "place",
    "propose",
    "set_capacity",
    "sign_up",
    "step_back",
    "withdraw",
]
