"""Commands about records: exports, badges, statements, people, retention, backups."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from trainer.domain.language import LANGUAGES, Language
from trainer.errors import InvalidInput

if TYPE_CHECKING:
    from trainer.app.wiring import Services
    from trainer.services.records.ports import Leftover

KEY_VARIABLE: Final = "THREELINE_LRS_KEY"
SECRET_VARIABLE: Final = "THREELINE_LRS_SECRET"
person_app: Final = typer.Typer(no_args_is_help=True, help="Everything about one person.")
badge_app: Final = typer.Typer(no_args_is_help=True, help="Open Badges for a verdict.")
Lang = Annotated[str, typer.Option("--language", help="ru or en.")]
PersonId = Annotated[str, typer.Argument(help="The person's id.")]


def add_record_commands(app: typer.Typer) -> None:
    """Put these commands into the program."""
    app.add_typer(person_app, name="person")
    app.add_typer(badge_app, name="badge")
    app.command("export")(export_command)
    app.command("report")(report_command)
    app.command("research-export")(research_command)
    app.command("xapi")(xapi_command)
    app.command("retention")(retention_command)
    app.command("backup")(backup_command)
    app.command("restore")(restore_command)


def export_command(
    format: Annotated[str, typer.Option(help="csv, xlsx or parquet.")],
    out: Annotated[Path, typer.Option(help="Folder for the files.")],
    what: Annotated[
        str, typer.Option(help="attempts, scores, moves, readiness; several with commas; or all.")
    ] = "all",
    person: Annotated[str, typer.Option(help="Only this person, by id.")] = "",
    language: Lang = "en",
    bom: Annotated[bool, typer.Option("--bom", help="Mark CSV as UTF-8 for Excel.")] = False,
) -> None:
    """Write records as tables; columns are described in docs/records.md."""
    from trainer.app.records import OPERATOR
    from trainer.services.records.columns import WHATS
    from trainer.services.records.files import write_export

    exports, chosen = _services().records.exports, _language(language)
    for name in WHATS if what == "all" else what.split(","):
        table = exports.table(OPERATOR, name.strip(), chosen, person)
        path, count = write_export(table, out, format, chosen, bom=bom)
        typer.echo(f"{path}: {count} rows")


def report_command(
    id: PersonId,
    out: Annotated[Path, typer.Option(help="The PDF to write.")],
    language: Lang = "en",
    long: Annotated[bool, typer.Option("--long", help="With a list of tickets.")] = False,
) -> None:
    """Write a person's summary (one page) or report (up to three) as PDF."""
    from trainer.app.prints import person_pdf
    from trainer.app.records import OPERATOR
    from trainer.services.records.files import written

    pdf = person_pdf(_services(), OPERATOR, id, _language(language), long=long)
    with written(out) as fresh:
        fresh.write_bytes(pdf)
    typer.echo(str(out))


def research_command(
    out: Annotated[Path, typer.Option(help="Folder for the files.")],
    format: Annotated[str, typer.Option(help="csv or parquet.")] = "csv",
) -> None:
    """Write ended attempts without names, words, ids or dates. Ids are hashed with a salt that is
    thrown away, so that two exports cannot be joined."""
    import secrets

    from trainer.app.records import OPERATOR
    from trainer.services.records.files import write_export

    for table in _services().records.research.tables(OPERATOR, secrets.token_bytes(32)):
        path, count = write_export(table, out, format)
        typer.echo(f"{path}: {count} rows")


def xapi_command(
    homepage: Annotated[str, typer.Option(help="This installation's address: https://…")],
    out: Annotated[Path | None, typer.Option(help="Write a file of JSON lines.")] = None,
    lrs: Annotated[
        str,
        typer.Option(
            help=f"Send to this store; key and secret: {KEY_VARIABLE}, {SECRET_VARIABLE}."
        ),
    ] = "",
    person: Annotated[str, typer.Option(help="Only this person, by id.")] = "",
    names: Annotated[bool, typer.Option("--names", help="Tell names, not only ids.")] = False,
) -> None:
    """Write or send xAPI 1.0.3 statements of ended attempts; sending again stores nothing twice."""
    from trainer.app.lrs import RecordStore, write_lines
    from trainer.app.records import OPERATOR

    if (out is None) == (not lrs):
        raise InvalidInput("say where to: either --out FILE or --lrs URL", field="lrs")
    found = _services().records.statements.all(OPERATOR, homepage, person, names=names)
    if out is not None:
        typer.echo(f"{out}: {write_lines(found, out)} statements")
        return
    store = RecordStore(lrs, os.environ.get(KEY_VARIABLE, ""), os.environ.get(SECRET_VARIABLE, ""))
    sent = store.send(found)
    typer.echo(f"{sent.taken} statements taken, {sent.known} kept by the store in another form")


@person_app.command("export")
def person_export(
    id: PersonId, out: Annotated[Path, typer.Option(help="The ZIP file to write.")]
) -> None:
    """Write everything that is kept about a person, as JSON and CSV."""
    from trainer.app.records import OPERATOR

    counts = _services().records.privacy.export(OPERATOR, id, out)
    typer.echo(f"{out}: " + ", ".join(f"{table} {count}" for table, count in counts.items()))


@person_app.command("delete")
def person_delete(
    id: PersonId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete a person and everything that belongs to them, for good."""
    from trainer.app.records import OPERATOR

    if not yes:
        typer.confirm("There is no way back. Delete?", abort=True)
    counts = _services().records.privacy.delete(OPERATOR, id)
    typer.echo("Deleted: " + ", ".join(f"{table} {n}" for table, n in sorted(counts.items())))


def retention_command(
    apply: Annotated[bool, typer.Option("--apply", help="Delete it.")] = False,
) -> None:
    """Tell whose time to be kept is over and what has outlived its purpose, such as old sessions;
    with --apply delete it for good."""
    from trainer.app.records import OPERATOR

    retention = _services().records.retention
    if apply:
        cleared = retention.run(OPERATOR)
        _tell(cleared.people, cleared.leftover)
        typer.echo("Deleted.")
        return
    for one in retention.due(OPERATOR):
        typer.echo(f"{one.profile_id}  last seen {one.last_at:%Y-%m-%d}, kept {one.days} days")
    state = retention.standing(OPERATOR)
    _tell(state.people, state.leftover)
    typer.echo("Nothing was deleted; --apply deletes what is due.")


def _tell(people: int, leftover: Leftover) -> None:
    for count, what in (
        (people, "people"),
        (leftover.unopened, "candidates who never opened their link"),
        (leftover.invitations, "e-mail addresses of invitations"),
        (leftover.sessions, "sessions"),
        (leftover.failed, "counts of failed sign-ins"),
        (leftover.addresses, "network addresses in the audit"),
        (leftover.lines, "lines of the audit"),
    ):
        typer.echo(f"{count:>7}  {what}")


@badge_app.command("issue")
def badge_issue(
    id: PersonId,
    line: Annotated[int, typer.Option(min=1, max=3, help="The line that they are ready for.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    language: Lang = "en",
) -> None:
    """Write a signed badge for a verdict of readiness."""
    from trainer.app.prints import badges_of
    from trainer.app.records import OPERATOR
    from trainer.services.records.files import written

    services = _services()
    person = services.reports.profile(OPERATOR, id)
    if person is None:
        raise InvalidInput("there is no such person", field="person")
    token = badges_of(services).issue(OPERATOR, person, line, _language(language))
    with written(out) as fresh:
        fresh.write_text(token, encoding="ascii")
    typer.echo(str(out))


@badge_app.command("verify")
def badge_verify(
    file: Annotated[Path, typer.Argument(help="The badge.")],
    issuer: Annotated[str, typer.Option(help="Whose it should be: did:key:…; this server's.")] = "",
    name: Annotated[str, typer.Option(help="Check that it was issued to this name.")] = "",
) -> None:
    """Check a badge: exit code 0 where it is whole, from the expected issuer and for that name."""
    from trainer.app.prints import badges_of
    from trainer.app.records import OPERATOR

    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"cannot read {file}: {error}", field="badge") from error
    checked = badges_of(_services()).verify(OPERATOR, token, issuer, name)
    typer.echo(f"{checked.name} ({checked.issued_at:%Y-%m-%d})\n{checked.criteria}")
    typer.echo(f"issuer: {checked.issuer}" + ("" if checked.trusted else " - NOT the expected one"))
    if checked.holder is not None:
        typer.echo(f"issued to {name}: {'yes' if checked.holder else 'NO'}")
    if not checked.trusted or checked.holder is False:
        raise typer.Exit(1)


def backup_command(
    file: Annotated[Path, typer.Argument(help="The backup to write.")],
    force: Annotated[bool, typer.Option("--force", help="Write over it.")] = False,
) -> None:
    """Copy the database into one file while the server runs."""
    from trainer.app.backup import backup
    from trainer.settings import read_settings

    made = backup(read_settings(os.environ), file, datetime.now(UTC), force=force)
    typer.echo(f"{file}: {sum(made.rows.values())} rows, sha256 {made.sha256}")


def restore_command(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a database with people.")] = False,
) -> None:
    """Put a backup in the place of the database; stop the server first."""
    from trainer.app.backup import restore
    from trainer.settings import read_settings

    made = restore(read_settings(os.environ), file, typer.echo, force=force)
    typer.echo(f"restored {sum(made.rows.values())} rows of {made.made_at}")


def _services() -> Services:
    from dataclasses import replace

    from trainer.app.wiring import wire
    from trainer.settings import read_settings

    # The encoder understands free text, which nobody needs here.
    return wire(replace(read_settings(os.environ), encoder=False))


def _language(text: str) -> Language:
    for language in LANGUAGES:
        if language == text:
            return language
    raise InvalidInput(f"language must be one of {', '.join(LANGUAGES)}", field="language")
