"""``rehabcode train``: train the classifier on the shipped notes or on a clinic's own, and write its card."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rehabcode.cli import output, whole
from rehabcode.cli.problems import Exit, UserError, tell

if TYPE_CHECKING:
    from rehabcode.training.examples import Own
    from rehabcode.training.train import Trained

MODEL = "classifier.joblib"
DIGEST = "classifier.sha256"
CARD = "model-card.md"
SHIPPED = "the labelled samples that come with the package, written for it"
ROWS_NAMED = 5


def train(
    notes: Annotated[
        str | None,
        typer.Option(
            "--notes",
            metavar="FILE",
            help="Your own coded notes (.csv with a header, or .jsonl). [default: the shipped samples]",
        ),
    ] = None,
    text_column: Annotated[
        str, typer.Option("--text-column", metavar="NAME", help="Column that holds the note.")
    ] = "text",
    label_column: Annotated[
        str,
        typer.Option(
            "--label-column", metavar="NAME", help='ICD-10-CM codes, primary first; "none" for no code.'
        ),
    ] = "icd10",
    group_column: Annotated[
        str | None,
        typer.Option(
            "--group-column",
            metavar="NAME",
            help="Who wrote the note, or whose it is: never split between training and test.",
        ),
    ] = None,
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="DIR", help="Folder for model, digest, card and plot.")
    ] = "rehabcode-model",
    card: Annotated[
        str | None,
        typer.Option(
            "--card", metavar="FILE", help="Write the card here, the plot beside it. [default: in DIR]"
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the files when they exist.")] = False,
) -> None:
    """Train the classifier and test it on writers it has not seen.

    Without --notes it trains on the shipped samples and gives the shipped model. The same notes give the same
    bytes. A model knows, of words, only general ones; no word of your notes that is not in ours enters it.
    """
    folder = Path(out)
    card_file = Path(card) if card else folder / CARD
    targets = _targets(folder, card_file, force)
    trained = _trained(notes, text_column, label_column, group_column)
    folder.mkdir(parents=True, exist_ok=True)
    contents = (
        trained.data,
        f"{trained.sha256}\n".encode("ascii"),
        trained.card.encode(),
        trained.plot.encode(),
    )
    for target, content in zip(targets, contents, strict=True):
        output.write_bytes(target, content)
    _tell_result(trained, folder, notes)


def _targets(folder: Path, card_file: Path, force: bool) -> tuple[Path, Path, Path, Path]:
    """Return the files to write, checked before the work begins."""
    from rehabcode.training.card import PLOT_NAME

    if folder.exists() and not folder.is_dir():
        raise UserError(str(folder), "is a file; name a folder", Exit.WRONG_USE)
    if card_file.parent != folder and not card_file.parent.is_dir():
        raise UserError(str(card_file), "its folder does not exist; make it first", Exit.WRONG_USE)
    targets = (folder / MODEL, folder / DIGEST, card_file, card_file.parent / PLOT_NAME)
    for target in targets:
        if target.is_dir():
            raise UserError(str(target), "is a folder; name another --out", Exit.WRONG_USE)
        if target.exists() and not force:
            raise UserError(
                str(target), "exists; name another --out, or replace it with --force", Exit.WRONG_USE
            )
    return targets


def _trained(notes: str | None, text: str, label: str, group: str | None) -> Trained:
    from rehabcode.models.classifier import ModelError
    from rehabcode.training.examples import NotEnoughError, shipped_examples
    from rehabcode.training.train import shipped_words, train

    date = _today()
    try:
        if notes is None:
            return train(shipped_examples(), about=SHIPPED, date=date, mended=True)
        own = _own(notes, text, label, group)
        return train(
            own.examples,
            about="a clinic's own coded notes",
            date=date,
            allowed_words=shipped_words(),
            left_out={reason: len(rows) for reason, rows in own.left_out.items()},
            grouped=group is not None,
        )
    except NotEnoughError as problem:
        raise UserError(notes or "the shipped samples", f"{problem}; nothing was written") from None
    except ModelError as problem:
        raise UserError("the shipped model", f"{problem}; install the package again") from None


def _today() -> str:
    """Return today's date, or the one that SOURCE_DATE_EPOCH asks for (builds that must not differ)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch and epoch.isdigit() else datetime.now(UTC)
    return moment.date().isoformat()


def _own(notes: str, text: str, label: str, group: str | None) -> Own:
    """Return what is usable of a clinic's file; tell of the rows that are not, by number."""
    from rehabcode.training.examples import own_examples

    content = _content(notes)
    rows = list(
        whole.objects(content, notes, "write one JSON object a line")
        if notes.lower().endswith((".jsonl", ".ndjson"))
        else _csv_rows(content, notes)
    )
    if not rows:
        raise UserError(notes, "holds no rows")
    wanted = [
        ("--text-column", text),
        ("--label-column", label),
        *([("--group-column", group)] if group else []),
    ]
    for option, name in wanted:
        if not any(name in row for row in rows):
            raise UserError(notes, f"has no column of the name given by {option}", Exit.WRONG_USE)
    own = own_examples(rows, text=text, label=label, group=group)
    for reason, found in own.left_out.items():
        named = ", ".join(str(row) for row in found[:ROWS_NAMED])
        more = f" and {len(found) - ROWS_NAMED} more" if len(found) > ROWS_NAMED else ""
        tell(f"{notes}: left out, {reason}: row {named}{more}")
    if group is None:
        tell(
            "no --group-column: notes of one writer fall into training and test, so the figures will flatter"
        )
    return own


def _content(notes: str) -> str:
    decoded = whole.content(notes)
    if decoded.notice:
        tell(f"{notes}: {decoded.notice}")
    return decoded.text


def _csv_rows(content: str, notes: str) -> Iterator[Mapping[str, Any]]:
    csv.field_size_limit(2_000_000)
    try:
        yield from csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""), strict=True)
    except csv.Error:
        raise UserError(notes, "is no valid CSV; export it again with quoted text fields") from None


def _tell_result(trained: Trained, folder: Path, notes: str | None) -> None:
    held_out = trained.held_out
    codes = trained.confidence
    counts = ", ".join(f"{label.replace('_', ' ')} {count}" for label, count in trained.classes.items())
    error = "-" if codes.calibration_error is None else f"{codes.calibration_error:.3f}"
    lines = [
        f"{held_out.notes} notes of {held_out.groups} groups: {counts}",
        *(f"too rare to learn: {label.replace('_', ' ')} {count}" for label, count in trained.rare.items()),
        f"{'On groups not seen' if notes else 'On notes read for the first time'}: "
        f"primary acceptable {codes.acceptable:.3f}, calibration error of the confidence {error}",
        f"On groups not seen: class by the rules {held_out.classes['rules'].accuracy:.3f}, "
        f"by the classifier {held_out.classes['classifier'].accuracy:.3f}",
        f"{folder / MODEL}: SHA-256 {trained.sha256}",
    ]
    if notes is not None:
        lines.append(
            f"Use it: rehabcode suggest --model {folder / MODEL} --model-sha256 {trained.sha256} FILE"
        )
    typer.echo("\n".join(lines))
