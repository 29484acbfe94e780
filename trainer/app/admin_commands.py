"""`threeline admin`: the way in for whoever runs the server, and back in when a password is lost."""

from __future__ import annotations

import os
import secrets
from typing import Annotated, Final

import typer

from trainer.app.database import open_database
from trainer.app.team import Team, wire_team
from trainer.errors import InvalidInput
from trainer.services.accounts.trail import OPERATOR
from trainer.settings import read_settings

admin_app: Final = typer.Typer(
    no_args_is_help=True, help="Administrators of team mode, for whoever runs the server."
)
_GENERATED_BYTES: Final = 15

_Login = Annotated[str, typer.Argument(help="The login: letters, digits and . _ - + @")]
_Generate = Annotated[
    bool, typer.Option("--generate", help="Make a password up and show it once, instead of asking.")
]


@admin_app.command("create")
def create(
    login: _Login,
    name: Annotated[str, typer.Option(help="The name shown to others; the login, if none.")] = "",
    language: Annotated[str, typer.Option(help="ru or en")] = "en",
    generate: _Generate = False,
) -> None:
    """Make an administrator's account."""
    from trainer.services.accounts.forms import language_of

    password = _password(generate)
    account = _team().accounts.create(
        OPERATOR,
        name or login,
        login,
        language_of(language),
        ["administrator"],
        password=password,
    )
    typer.echo(f"{account.login} is an administrator now.")
    _show(generate, password)


@admin_app.command("reset-password")
def reset_password(login: _Login, generate: _Generate = False) -> None:
    """Give an account a new password, end its sessions and forget its failed tries."""
    team = _team()
    found = [
        line.account
        for line in team.accounts.page(OPERATOR, login).lines
        if line.account.login == login.strip().casefold()
    ]
    if not found:
        raise InvalidInput(f"there is no account {login!r}", field="login")
    password = _password(generate)
    team.accounts.set_password(OPERATOR, found[0].person, password)
    typer.echo(f"{found[0].login} has a new password; all sessions are ended.")
    _show(generate, password)


def _team() -> Team:
    from trainer.app.wiring import new_id, now

    return wire_team(open_database(read_settings(os.environ).database_url), now, new_id)


def _password(generate: bool) -> str:
    if generate:
        return secrets.token_urlsafe(_GENERATED_BYTES)
    # Asked, never an argument: arguments stand in the shell's history and the list of processes.
    entered: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return entered


def _show(generate: bool, password: str) -> None:
    if generate:
        typer.echo(f"Password, shown this once: {password}")
