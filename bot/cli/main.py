"""`kinerja`: the command line. Exit code 0 done, 1 refused with reasons, 2 wrong usage; never a traceback."""

import typer

from bot.cli import (
    cycle,
    db,
    demo,
    doctor,
    invite,
    method,
    notices,
    person,
    rater,
    results,
    role,
    roster,
    rules,
    run,
    stuck,
)
from bot.cli.running import guarded

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Kinerja: penilaian pegawai dan suara warga.",
)
app.command()(run.run)
app.command()(demo.demo)
app.command()(run.sandbox)
app.add_typer(db.app, name="db")
app.add_typer(roster.app, name="roster")
app.add_typer(results.app, name="results")
app.add_typer(rater.app, name="rater")
app.add_typer(person.app, name="person")
app.command()(invite.invite)
app.add_typer(role.app, name="role")
app.add_typer(method.app, name="method")
app.add_typer(rules.app, name="rules")
app.add_typer(cycle.app, name="cycle")
app.command()(notices.notices)
app.command()(stuck.stuck)
app.command()(doctor.doctor)


def main() -> None:
    """Entry point of the `kinerja` command."""
    guarded(app)


if __name__ == "__main__":
    main()
