"""The ``rehabcode`` command: the list of its commands and what holds for all of them.

Nothing heavy is imported here: ``rehabcode --help`` must not wait for spaCy.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from rehabcode.cli import check, coach, evaluate, explain, read, samples, scan, suggest, train
from rehabcode.cli.problems import Exit, UserError, tell, unexpected


class Guarded(TyperGroup):
    """A command group whose failures are one sentence and an exit code, never a traceback.

    A traceback would print lines of a note: messages and arguments of exceptions quote what they failed on.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run the command; turn what it raises into one line on stderr and an exit code."""
        try:
            return super().invoke(ctx)
        except UserError as problem:
            tell(problem)
            raise typer.Exit(problem.exit) from None
        except KeyboardInterrupt:
            tell("interrupted")
            raise typer.Exit(Exit.INTERRUPTED) from None
        except BrokenPipeError:
            # The reader of our output has gone; point stdout elsewhere, or the flush at exit complains.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
            raise typer.Exit(Exit.INTERRUPTED) from None
        except Exception as error:
            if isinstance(error, typer.Exit | typer.Abort) or hasattr(error, "show"):
                raise  # wrong use: the command line library shows it with the usage, exit code 2
            tell(f"{unexpected(error)}; please report it with this line, it holds nothing of the note")
            raise typer.Exit(Exit.FAILED) from None


app = typer.Typer(
    name="rehabcode",
    cls=Guarded,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(value: bool) -> None:
    if value:
        from rehabcode.cli.version import version_line

        typer.echo(version_line())
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="Show package version, code-set release and rules hash.",
        ),
    ] = False,
) -> None:
    """Read physical-therapy notes: which ICD-10-CM code they support, on what evidence, and what they lack.

    Everything happens on this machine: no network, no copy of a note, nothing of a note in any message.
    """


app.command("suggest")(suggest.suggest)
app.command("read")(read.read)
app.command("scan")(scan.scan)
app.command("check")(check.check)
app.command("coach")(coach.coach)
app.command("explain")(explain.explain)
app.command("samples")(samples.samples)
app.command("evaluate")(evaluate.evaluate)
app.command("train")(train.train)
