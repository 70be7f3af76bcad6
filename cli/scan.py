"""``rehabcode scan``: whole archives, resumable, on one machine or a cluster."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rehabcode.cli import output
from rehabcode.cli.problems import Exit, UserError, tell

if TYPE_CHECKING:
    from rehabcode.cli.archive.finding import Found
    from rehabcode.cli.archive.plan import Asked
    from rehabcode.cli.archive.source import Shard
    from rehabcode.cli.archive.worker import Job, Result

SAMPLE = 200
"""Notes read by ``--dry-run`` to measure how fast they are."""


class ScanFormat(StrEnum):
    """How reports are written."""

    JSONL = "jsonl"
    PARQUET = "parquet"


class ScanBackend(StrEnum):
    """joblib's backends."""

    LOKY = "loky"
    DASK = "dask"
    SPARK = "spark"
    RAY = "ray"


def scan(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT ...",
            help="Folders, .txt .md .rtf .docx .pdf .xml .csv .tsv .jsonl .ndjson .parquet, "
            "those as .gz .zst .zip, "
            "fsspec addresses (s3://...), or - for standard input.",
            show_default=False,
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", metavar="DIR", help="Folder for the output; needed but for --dry-run."),
    ] = None,
    form: Annotated[ScanFormat, typer.Option("--format", "-f", help="jsonl or parquet.")] = ScanFormat.JSONL,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Workers.")] = 1,
    backend: Annotated[
        ScanBackend,
        typer.Option("--backend", help="Where workers run: loky (this machine), dask, spark, ray."),
    ] = ScanBackend.LOKY,
    address: Annotated[
        str | None, typer.Option("--address", metavar="URL", help="A running cluster of that backend.")
    ] = None,
    text_column: Annotated[
        str | None, typer.Option("--text-column", help="Column of the note's text.")
    ] = None,
    id_column: Annotated[str | None, typer.Option("--id-column", help="Column of the note's id.")] = None,
    date_column: Annotated[
        str | None, typer.Option("--date-column", help="Column of the date of service.")
    ] = None,
    therapist_column: Annotated[
        str | None, typer.Option("--therapist-column", help="Column of who wrote the note.")
    ] = None,
    split: Annotated[
        str | None,
        typer.Option("--split", metavar="PATTERN", help="Regular expression: a note begins at each match."),
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Evidence by offsets only, without the quotes.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Scan anew when DIR holds a scan of something else.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say what would be read and how long it may take; write nothing."),
    ] = False,
    shard_size: Annotated[
        int | None,
        typer.Option(
            "--shard-size", metavar="KB", min=1, help="Input in a shard. [default: by size of the input]"
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, no notices, no summary.")
    ] = False,
) -> None:
    """Answer every note of an archive; can be interrupted at any moment and goes on where it was.

    Writes DIR/part-*.jsonl (one report a note), notes.csv (one row a note), errors.jsonl, summary.txt and
    summary.html. Run the same command again to go on after an interruption.
    """
    from rehabcode.cli.archive.plan import Asked

    columns = {"text": text_column, "id": id_column, "date": date_column, "therapist": therapist_column}
    asked = Asked(
        form=form.value,
        no_text=no_text,
        split=_pattern(split),
        columns=columns,
        shard_bytes=shard_size * 1000 if shard_size else None,
    )
    if address and backend is ScanBackend.LOKY:
        raise UserError(
            "--address", "is of a cluster; name its --backend (dask, spark or ray)", Exit.WRONG_USE
        )
    if out is None and not dry_run:
        raise UserError("scan", "needs --out DIR, the folder for its output", Exit.WRONG_USE)
    run = Run(inputs, Path(out or "."), asked, jobs, backend.value, address, quiet=quiet)
    code = run.rehearse() if dry_run else run.perform(force=force)
    if code:
        raise typer.Exit(code)


def _pattern(given: str | None) -> str | None:
    if given is not None:
        try:
            re.compile(given)
        except re.error as error:
            raise UserError("--split", f"is no regular expression ({error.msg})", Exit.WRONG_USE) from None
    return given


class Run:
    """One scan."""

    def __init__(
        self,
        inputs: list[str],
        out: Path,
        asked: Asked,
        jobs: int,
        backend: str,
        address: str | None,
        *,
        quiet: bool,
    ) -> None:
        from rehabcode.cli.archive import finding

        self._inputs, self._out, self._asked = inputs, out, asked
        self._jobs, self._backend, self._address, self._quiet = jobs, backend, address, quiet
        self._said: set[str] = set()
        self._found: Found = finding.find(inputs, out)

    def perform(self, *, force: bool) -> Exit:
        """Scan, or go on with a scan, and say what came out."""
        from rehabcode.cli.archive import state as states
        from rehabcode.cli.archive.plan import fingerprint

        self._say_left_out()
        print_ = fingerprint(self._found, self._asked)
        state = states.State(self._out)
        try:
            with output.terminating_cleanly(), state.locked():
                manifest = state.begin(print_, force=force)
                if manifest is not None:
                    self._compare_stdin(manifest)
                    self._say(f"{self._out} is complete: nothing to do")
                    self._say_summary()
                    return _code(manifest)
                return self._work(state, print_)
        except KeyboardInterrupt:
            tell(f"interrupted; {state.done()} shards are done. Run the same command again to go on")
            return Exit.INTERRUPTED
        except OSError as error:
            raise UserError(
                str(self._out), f"cannot be written: {error.strerror or type(error).__name__}"
            ) from None

    def _work(self, state: Any, print_: dict[str, Any]) -> Exit:
        from rehabcode.cli.archive import finishing, progress
        from rehabcode.cli.archive.dispatch import Backend, Crew

        counts = progress.Counts(_estimated(self._found))
        crew = Crew(self._job(), self._jobs, Backend(self._backend), self._address)
        with progress.shown(counts, quiet=self._quiet) as shown:
            for result in crew.work(self._undone(shown), self._begun, self._given_up):
                if result.failure:
                    tell(
                        f"{self._out}: {result.failure}; {state.done()} shards are done. "
                        "Run the same command again to go on"
                    )
                    return Exit.FAILED
                shown.add(result)
        manifest = finishing.finish(state, self._asked.form, self._total, print_)
        self._say_summary(f"\nThroughput of this run\n----------------------\n{counts.throughput()}\n")
        return _code(manifest)

    def _job(self) -> Job:
        from rehabcode.cli.archive.worker import Job

        return Job(
            out=str(self._out.resolve()),
            form=self._asked.form,
            no_text=self._asked.no_text,
            split=self._asked.split,
            main_process=os.getpid() if self._jobs == 1 and self._backend == "loky" else 0,
        )

    def _shards(self) -> Iterator[Shard]:
        from rehabcode.cli.archive.plan import shards

        self._total = 0
        stdin = sys.stdin.buffer if self._found.stdin else None
        for shard in shards(self._found, self._asked, stdin):
            self._total += 1
            for piece in shard.pieces:
                self._say_columns(piece)
            yield shard

    def _undone(self, shown: Any) -> Iterator[Shard]:
        """Yield the shards that are to be done; count the others."""
        from rehabcode.cli.archive.worker import Result, input_digest

        for shard in self._shards():
            entry = self._names(shard).done()
            if entry is None:
                yield shard
                continue
            if entry["input"] != input_digest(shard):
                raise self._other_input()
            tally = entry["tally"]
            shown.add(
                Result(shard.index, shard.weight, tally["notes"], tally["chars"], tally["errors"]),
                before=True,
            )

    def _compare_stdin(self, manifest: dict[str, Any]) -> None:
        """Refuse a complete scan of other standard input: what that is shows only when it is read."""
        from rehabcode.cli.archive.worker import input_digest

        if self._found.stdin:
            before = [part["input"] for part in manifest["parts"]]
            if before != [input_digest(shard) for shard in self._shards()]:
                raise self._other_input()

    def _other_input(self) -> UserError:
        said = "holds a scan of other input; name another folder, or scan anew with --force"
        return UserError(str(self._out), said, Exit.WRONG_USE)

    def _names(self, shard: Shard) -> Any:
        from rehabcode.cli.archive.state import Names

        return Names(self._out, shard.index, self._asked.form)

    def _begun(self, shard: Shard) -> bool:
        names = self._names(shard)
        return bool(names.started.exists()) and names.done() is None

    def _given_up(self, shard: Shard) -> Result:
        from rehabcode.cli.archive.worker import give_up

        tell(f"shard {shard.index} killed its worker again and again; it is left out (see errors.jsonl)")
        return give_up(self._job(), shard)

    def rehearse(self) -> Exit:
        """Say what a scan would read, and how long it may take."""
        kinds = Counter(f"{s.kind.value} ({''.join(s.suffixes) or 'no suffix'})" for s in self._found.sources)
        for kind, number in sorted(kinds.items()):
            typer.echo(f"{number:>8,}  {kind}")
        for suffix, number in sorted(self._found.left_out.items()):
            typer.echo(f"{number:>8,}  left out ({suffix})")
        notes = weight = problems = 0
        sample: list[Shard] = []
        for shard in self._shards():
            sample = sample or [shard]
            notes += sum(piece.rows for piece in shard.pieces if not piece.problem)
            weight += shard.weight
            for piece in shard.pieces:
                if piece.problem:
                    problems += 1
                    typer.echo(f"{piece.source.name}: {piece.problem}")
        split = " before --split" if self._asked.split else ""
        typer.echo(
            f"{notes:>8,}  notes{split}, {weight / 1e6:,.1f} MB, {self._total:,} shards, "
            f"{problems:,} problems"
        )
        if sample and notes:
            time = self._estimate(sample[0], notes)
            typer.echo(f"about {time} with --jobs {self._jobs}, judged by the first notes")
        return Exit.DONE

    def _estimate(self, shard: Shard, notes: int) -> str:
        from rehabcode.cli.archive.progress import span
        from rehabcode.cli.archive.worker import timed

        seconds, read = timed(shard, self._job(), SAMPLE)
        return span(seconds / max(1, read) * notes / self._jobs)

    def _say(self, sentence: str) -> None:
        if not self._quiet:
            tell(sentence)

    def _say_left_out(self) -> None:
        if self._found.left_out:
            kinds = ", ".join(f"{number} {suffix}" for suffix, number in sorted(self._found.left_out.items()))
            self._say(f"files of other kinds are left out: {kinds}")

    def _say_columns(self, piece: Any) -> None:
        from rehabcode.cli.archive.columns import said

        if piece.layout and piece.source.name not in self._said and len(self._said) < 50:
            self._said.add(piece.source.name)
            self._say(f"{piece.source.name}: columns {said(piece.layout.columns)}")

    def _say_summary(self, more: str = "") -> None:
        """Show the summary; with how fast it went, which is not in the file: that is the same after
        every run.
        """
        if not self._quiet:
            text = (self._out / "summary.txt").read_text(encoding="utf-8") + more
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
            sys.stdout.flush()


def _estimated(found: Found) -> int:
    """Return about how many bytes come out of the sources: packed text grows about fourfold."""
    return sum(source.size * (4 if source.suffixes[1] else 1) for source in found.sources)


def _code(manifest: dict[str, Any]) -> Exit:
    return Exit.FAILED if manifest["totals"]["errors"] else Exit.DONE
