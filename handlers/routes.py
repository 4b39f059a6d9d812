"""All conversations, in the order in which they are asked."""

from aiogram import Router

from handlers.evaluation.routes import router as evaluation
from handlers.home.routes import groups, rest
from handlers.home.routes import router as home
from handlers.invitation.routes import router as invitation
from handlers.team.routes import router as team

ROUTERS: tuple[Router, ...] = (groups, invitation, home, team, evaluation, rest)
"""Groups are turned away first; commands come before awaited words; what nobody takes ends in `rest`."""
