"""``rehabcode samples``: the labelled notes that are shipped."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Any

import typer

from rehabcode.cli import output, terminal
from rehabcode.cli.page import Span
from rehabcode.cli.problems import Exit, UserError


class SampleFormat(StrEnum):
    """How samples are written."""

    TEXT = "text"
    JSONL = "jsonl"


def samples(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID ...]", help="Samples to print; none: list all.", show_default=False),
    ] = None,
    form: Annotated[
        SampleFormat,
        typer.Option(
            "--format", "-f", help="text (the note alone), or jsonl (with its labels; suggest reads it)."
        ),
    ] = SampleFormat.TEXT,
) -> None:
    """List the labelled sample notes, or print some of them.

    rehabcode samples ID | rehabcode suggest answers one.
    """
    wanted = names or []
    chosen = [sample for sample in shipped() if not wanted or sample["id"] in wanted]
    if missing := sorted(set(wanted) - {sample["id"] for sample in chosen}):
        raise UserError(missing[0], "no sample of that id; rehabcode samples lists all", Exit.WRONG_USE)
    chosen.sort(key=lambda sample: wanted.index(sample["id"]) if wanted else 0)
    if form is SampleFormat.JSONL:
        output.use_utf8(sys.stdout)
        for sample in chosen:
            sys.stdout.write(output.dump(sample) + "\n")
    elif wanted:
        for sample in chosen:
            text = sample["text"]
            sys.stdout.write(terminal.encodable(text if text.endswith("\n") else text + "\n", sys.stdout))
    else:
        _list(chosen)


def shipped() -> Iterator[dict[str, Any]]:
    """Yield the shipped samples, file by file in order of name."""
    folder = files("rehabcode.corpus_samples")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".jsonl"):
            with entry.open(encoding="utf-8") as lines:
                yield from (json.loads(line) for line in lines if line.strip())


def _list(chosen: list[dict[str, Any]]) -> None:
    page = terminal.page(sys.stdout)
    for sample in chosen:
        gold = sample["gold"]
        codes = ", ".join([*gold["primary"][:1], *gold["secondary"]])
        page.put(
            [
                f"{sample['place']}, {sample['kind']}: ",
                *([Span(codes, "code"), f" {gold['status']}"] if codes else ["no code"]),
            ],
            lead=Span(sample["id"], "bold"),
            hang=12,
        )
    sys.stdout.write(terminal.encodable(page.text(), sys.stdout))
