"""The command `threeline`. Errors are one message on standard error and exit code 2."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from trainer.app.admin_commands import admin_app
from trainer.app.pack_commands import pack_app, scenario
from trainer.app.record_commands import add_record_commands
from trainer.errors import ThreelineError

app: Final = typer.Typer(
    name="threeline",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Threeline, a flight simulator for IT support staff.",
)
app.add_typer(pack_app, name="pack")
app.add_typer(admin_app, name="admin")
app.command("scenario")(scenario)
add_record_commands(app)


@app.command("serve")
def serve_command(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; THREELINE_HOST or 127.0.0.1.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port; THREELINE_PORT or 8501.")
    ] = None,
) -> None:
    """Start the web server on this machine."""
    from trainer.app.serve import serve

    serve(host, port, typer.echo)


@app.command("demo")
def demo_command(
    tickets: Annotated[int, typer.Option(min=1, max=200, help="Tickets for each person.")] = 18,
) -> None:
    """Fill the workspace with an invented cohort that has practised for four weeks; in team mode with
    accounts, mentors and a campaign as well."""
    from trainer.app.demo import fill_demo

    fill_demo(tickets, typer.echo)


@app.command("exemplar")
def exemplar_command(
    folder: Annotated[Path, typer.Argument(help="A fault's folder: PACK/faults/SLUG.")],
) -> None:
    """Play a fault's exemplar in both languages and print its grade, line by line."""
    from trainer.app.exemplar_command import show_exemplar

    if not show_exemplar(folder, typer.echo):
        raise typer.Exit(1)


@app.command("regrade")
def regrade_command(
    apply: Annotated[bool, typer.Option("--apply", help="Store the new grades.")] = False,
) -> None:
    """Grade ended attempts again under the installed scoring; reports only, unless --apply."""
    from trainer.app.regrade import regrade

    regrade(apply, typer.echo)


@app.command("version")
def version_command() -> None:
    """Print the installed release."""
    from trainer.app.health import product_version

    typer.echo(product_version())


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show Cyrillic gets question marks, not a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except ThreelineError as error:
        typer.echo(f"threeline: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
