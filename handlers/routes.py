"""All conversations, in the order in which they are asked."""

from aiogram import Router

from handlers.circular.routes import router as circular
from handlers.circular.writing import router as circular_writing
from handlers.complaint.reply import router as reply
from handlers.complaint.routes import router as complaint
from handlers.complaint.routes import unasked
from handlers.complaint.status import router as status
from handlers.countersign.routes import router as countersign
from handlers.cycle.draft import router as cycle_draft
from handlers.cycle.late import router as late
from handlers.cycle.routes import router as cycle
from handlers.delivery.routes import router as delivery
from handlers.desk.routes import router as desk
from handlers.desk.triage import router as desk_triage
from handlers.evaluation.routes import router as evaluation
from handlers.evaluation_result.routes import router as evaluation_result
from handlers.evidence.routes import router as evidence
from handlers.home.routes import groups, rest
from handlers.home.routes import router as home
from handlers.invitation.routes import router as invitation
from handlers.link.routes import router as link
from handlers.paper.routes import router as paper
from handlers.preference.routes import router as preference
from handlers.reminder.routes import router as reminder
from handlers.staff.routes import router as staff
from handlers.stuck.routes import router as stuck
from handlers.task.routes import router as task
from handlers.team.routes import router as team
from handlers.upload.routes import router as upload


def build_routers() -> list[Router]:
    """Groups are turned away first; commands come before awaited words; what nobody takes ends in `rest`."""
    office = [link, delivery, staff, stuck, paper, cycle, cycle_draft, late, circular, circular_writing]
    citizens = [complaint, reply, status]
    forms = [countersign, team, evidence, evaluation, evaluation_result]
    people = [home, preference, task, reminder, *office, desk, desk_triage, *forms]
    routers = [groups, invitation, *citizens, *people, upload, unasked, rest]
    for router in routers:
        # aiogram gives a router one parent for life; a process that builds a second dispatcher takes them over.
        router._parent_router = None
    return routers
