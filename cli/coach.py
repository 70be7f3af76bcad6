"""``rehabcode coach``: what a scan says about each therapist's documentation, as a page and as tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rehabcode.cli import output, suggest
from rehabcode.cli.problems import Exit, UserError, tell

if TYPE_CHECKING:
    from rehabcode.cli.coaching.summary import Summary

PAGE, DATA = "coach.html", "coach.json"
_TOLD = 5
"""So many problems are told one by one."""


def coach(
    results: Annotated[
        list[str],
        typer.Argument(
            metavar="RESULTS ...",
            help="The --out folder of a scan, or files of reports (JSON Lines, also .gz, or Parquet).",
            show_default=False,
        ),
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out", "-o", metavar="DIR", help="Folder for coach.html, coach.json and the CSV files."
        ),
    ],
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by", metavar="COLUMN", help="Column to compare by; may be given again. [default: therapist]"
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Only notes from this day on, compared with as long before."
        ),
    ] = None,
    denials: Annotated[
        str | None,
        typer.Option(
            "--denials", metavar="FILE", help="CSV with note_id, denied (yes or no) and reason_code."
        ),
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Quote the notes that are named. [default: ids only]")
    ] = False,
    date_column: Annotated[
        str | None, typer.Option("--date-column", metavar="COLUMN", help="Column with the day of the note.")
    ] = None,
    patient_column: Annotated[
        str | None, typer.Option("--patient-column", metavar="COLUMN", help="Column that names the patient.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files of an earlier run in DIR.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing when all went well.")] = False,
) -> None:
    """Say who needs which coaching sentence, over the results of a scan.

    Writes one page that opens from disk and prints, and the same numbers as JSON and CSV. A therapist is
    named for a habit only when the rate differs from the colleagues' beyond chance.
    """
    from rehabcode.cli.archive.opening import needed
    from rehabcode.cli.coaching.run import Asked, summarize

    needed("matplotlib", "matplotlib", "coach", "coach")
    first_day = suggest.date_of_service(since) if since else None
    folder = _folder(out, force)
    problems = _Problems()
    asked = Asked(
        results=tuple(results),
        by=tuple(dict.fromkeys(by or ["therapist"])),
        since=date.fromisoformat(first_day) if first_day else None,
        denials=denials,
        with_text=with_text,
        day_column=date_column,
        patient_column=patient_column,
    )
    summary = summarize(asked, problems.hear)
    problems.close()
    _write(summary, folder)
    _warn(summary)
    if not quiet:
        _say(summary, folder)
    if summary.unreadable:
        raise typer.Exit(Exit.FAILED)


@dataclass
class _Problems:
    """Tells the first problems one by one, of the others how many they are."""

    heard: list[UserError] = field(default_factory=list)
    more: int = 0

    def hear(self, problem: UserError) -> None:
        if len(self.heard) < _TOLD:
            self.heard.append(problem)
            tell(problem)
        else:
            self.more += 1

    def close(self) -> None:
        if self.more:
            tell(f"{self.more} more records like these are left out")


def _folder(out: str, force: bool) -> Path:
    folder = Path(out)
    if folder.exists() and not folder.is_dir():
        raise UserError(out, "is a file; name a folder", Exit.WRONG_USE)
    if not force and any((folder / name).exists() for name in (PAGE, DATA)):
        raise UserError(
            out, "holds a coaching page; name another folder, or replace it with --force", Exit.WRONG_USE
        )
    return folder


def _write(summary: Summary, folder: Path) -> None:
    """Write the files, the page last: it is there when all of them are."""
    from rehabcode.cli.coaching import files, page

    texts = files.tables(summary)
    texts[DATA] = output.dump(files.document(summary), indent=2) + "\n"
    texts[PAGE] = page.document(summary)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(str(folder), f"cannot be made: {error.strerror}") from None
    for name, text in texts.items():
        with output.opened(str(folder / name), force=True) as stream:
            stream.write(text)


def _warn(summary: Summary) -> None:
    """Say on standard error that the denials speak of other notes than the results."""
    found = summary.denials
    if found is not None and found.without_note and not found.known.of:
        tell(
            "--denials: none of its notes is in the results on the page; its note_id must be the id of the "
            "scan (rehabcode scan --id-column)"
        )


def _say(summary: Summary, folder: Path) -> None:
    habits = sum(len(group.habits) for found in summary.dimensions for group in found.groups)
    counted = ", ".join(
        f"{len(d.groups):,} {d.by}{'' if len(d.groups) == 1 else 's'}" for d in summary.dimensions
    )
    typer.echo(f"{summary.notes:,} notes, {counted}: {habits:,} stand-out habit{'' if habits == 1 else 's'}")
    typer.echo(str(folder / PAGE))
