"""The accounts that a tour starts with, and what each of them can see."""

from university.demo.rules import stories

#: By employee number, in the order in which a tour goes.
ACCOUNTS = {
    stories.MIRA: "in the middle of things: one course away from the certificate, waits for a seat",
    stories.FRESH: "new here: nothing started yet",
    stories.SITTING: "sits in a quiz right now: three answers saved, the rest open",
    stories.WAITING: "failed a quiz three times today: waits 24 hours, reads the missed lessons again",
    stories.MANAGER: "manager of Mira's team, with a valid certificate",
    stories.EXECUTIVE: "executive, exempt from nothing: the certificate ends soon, the new policy is to be signed",
    stories.EXPIRED: "had a certificate; it has expired",
    stories.REVOKED: "had a certificate; it was revoked, with the reason",
    stories.AUTHOR: "author: the studio, with the health of the courses",
    stories.HR: "HR: every record, with exports and the import of employees",
    stories.ORGANIZER: "organizer: sets up unconferences and makes their timetable",
    stories.ADMIN: "administrator: people, roles and sign-ins",
}
