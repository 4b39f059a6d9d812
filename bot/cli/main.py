"""`kinerja`: the command line. Exit code 0 done, 1 refused with reasons, 2 wrong usage; never a traceback."""

import typer

from bot.cli import method, roster
from bot.cli.running import guarded

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Kinerja: penilaian pegawai dan suara warga.")
app.add_typer(roster.app, name="roster")
app.add_typer(method.app, name="method")


def main() -> None:
    """Entry point of the `kinerja` command."""
    guarded(app)
