"""Roles given and taken, people leaving and coming back; each act ends the person's sign-ins."""

from datetime import date, datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Clash
from university.people import queries
from university.people.models import Employee, PasswordLink, Role, RoleGrant
from university.people.services.sign_ins import close_sign_ins
from university.records import services as records


def give_role(session: Session, employee_id: int, role: Role, *, by: Actor, now: datetime) -> None:
    """Give a role, with the fact ``role.given``; giving it again changes nothing.

    Raises ``NotFound``, and ``Clash`` for a person who has left.
    """
    employee = queries.get_employee(session, employee_id)
    if employee.has_left(now.date()):
        raise Clash(f"{employee.name} has left. Reactivate the person before giving a role.")
    if role in {grant.role for grant in employee.roles}:
        return
    employee.roles.append(RoleGrant(role=role, granted_at=now))
    session.flush()
    _note(session, "role.given", employee_id, by=by, now=now, role=role.value)


def take_role(session: Session, employee_id: int, role: Role, *, by: Actor, now: datetime) -> None:
    """Take a role away, with the fact ``role.taken``; taking it again changes nothing.

    Raises ``NotFound``, and ``Clash`` for one's own admin role and for the last admin's.
    """
    employee = queries.get_employee(session, employee_id)
    if role not in {grant.role for grant in employee.roles}:
        return
    if role is Role.ADMIN:
        _keep_an_admin(session, employee, by=by)
    _take(session, employee, role, by=by, now=now)


def deactivate(session: Session, employee_id: int, *, on: date, by: Actor, now: datetime) -> None:
    """Let a person leave on a day that has come, with the fact ``employee.deactivated``.

    All roles are taken, sign-ins and password links end; the records stay. Doing it again changes
    nothing. Raises ``NotFound``, and ``Clash`` for oneself and for the last admin.
    """
    employee = queries.get_employee(session, employee_id)
    if employee.has_left(now.date()):
        return
    if by == Actor.employee(employee_id):
        raise Clash("You cannot deactivate yourself. Ask another administrator.")
    see_off(session, employee, on=on, by=by, now=now)


def see_off(session: Session, employee: Employee, *, on: date, by: Actor, now: datetime) -> None:
    """Write what leaving means; raises ``Clash`` for the last admin."""
    roles = [grant.role for grant in employee.roles]
    if Role.ADMIN in roles:
        _keep_an_admin(session, employee, by=by)
    for role in roles:
        _take(session, employee, role, by=by, now=now)
    employee.left_on = on
    session.execute(delete(PasswordLink).where(PasswordLink.employee_id == employee.id))
    session.flush()
    _note(session, "employee.deactivated", employee.id, by=by, now=now, left_on=on.isoformat())


def reactivate(session: Session, employee_id: int, *, by: Actor, now: datetime) -> None:
    """Take a person back with the whole history and no roles, with the fact ``employee.reactivated``.

    Doing it again changes nothing. Raises ``NotFound``.
    """
    employee = queries.get_employee(session, employee_id)
    if employee.left_on is None:
        return
    employee.left_on = None
    session.flush()
    _note(session, "employee.reactivated", employee_id, by=by, now=now)


def _keep_an_admin(session: Session, employee: Employee, *, by: Actor) -> None:
    if by == Actor.employee(employee.id):
        raise Clash("You cannot take your own administrator role. Ask another administrator.")
    if queries.count_admins(session) <= 1:
        raise Clash(f"{employee.name} is the last administrator. Give the role to somebody else first.")


def _take(session: Session, employee: Employee, role: Role, *, by: Actor, now: datetime) -> None:
    session.execute(delete(RoleGrant).where(RoleGrant.employee_id == employee.id, RoleGrant.role == role))
    session.expire(employee, ["roles"])
    _note(session, "role.taken", employee.id, by=by, now=now, role=role.value)


def _note(session: Session, kind: str, employee_id: int, *, by: Actor, now: datetime, **payload: str) -> None:
    close_sign_ins(session, employee_id)
    records.append(
        session, kind, f"employee:{employee_id}", by=by, now=now, employee_id=employee_id, payload=payload
    )
