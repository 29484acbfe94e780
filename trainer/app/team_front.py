"""The front of team mode: the routes of signing in, and the door that leads everybody there."""

from __future__ import annotations

import functools

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from trainer.app.candidate_routes import CandidateRoutes
from trainer.app.company_sign_in import company_routes
from trainer.app.database import open_database
from trainer.app.sign_in_routes import SignInRoutes
from trainer.app.signed_in_only import SignedInOnly
from trainer.app.team import Team, wire_team
from trainer.services.screening.entrance import Entrance
from trainer.settings import Settings


def team_door(settings: Settings) -> tuple[list[BaseRoute], Middleware]:
    """The routes and the middleware. The database is opened at the first request, not here."""
    team = functools.partial(_team, settings.database_url)
    routes: list[BaseRoute] = [
        *SignInRoutes(team).routes(),
        *company_routes(team),
        *CandidateRoutes(_entrance).routes(),
    ]
    return routes, Middleware(SignedInOnly, team)


@functools.cache
def _team(database_url: str) -> Team:
    # Not the whole wiring: it reads the packs, and nobody should wait for these to sign in.
    from trainer.app.wiring import new_id, now

    return wire_team(open_database(database_url), now, new_id)


def _entrance() -> Entrance:
    # Candidates are few and come once; what they need next is the whole wiring anyhow.
    from trainer.app.wiring import services

    return services().screening.entrance
