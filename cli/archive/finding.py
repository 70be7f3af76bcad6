"""Arguments -> sources: folders walked, zip archives listed, every file told by its name; nothing is
read yet.
"""

from __future__ import annotations

import os
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rehabcode.cli.archive import opening
from rehabcode.cli.archive.source import Kind, Source, suffixes
from rehabcode.cli.problems import Exit, UserError

KINDS = {
    ".txt": Kind.DOCUMENT,
    ".md": Kind.DOCUMENT,
    ".rtf": Kind.DOCUMENT,
    ".docx": Kind.DOCUMENT,
    ".pdf": Kind.DOCUMENT,
    ".xml": Kind.DOCUMENT,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".parquet": Kind.PARQUET,
}


@dataclass(slots=True)
class Found:
    """What the arguments hold."""

    sources: list[Source] = field(default_factory=list)
    problems: list[UserError] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """Suffixes of files in folders and zip archives that hold no notes."""
    stdin: bool = False

    @property
    def size(self) -> int:
        """Bytes as stored."""
        return sum(source.size for source in self.sources)


def find(inputs: Sequence[str], out: Path) -> Found:
    """Return the sources of ``inputs`` in a fixed order.

    Raises
    ------
    UserError
        When an input is not there: a wrong name should not cost a run over the rest.
    """
    found = Found()
    for given in inputs:
        if given == "-":
            found.stdin = True
        elif opening.is_address(given):
            _address(given, found, several=len(inputs) > 1)
        elif os.path.isdir(given):
            _folder(os.path.abspath(given), found, out, several=len(inputs) > 1)
        elif os.path.exists(given):
            _file(os.path.abspath(given), os.path.basename(given), found, named=True)
        else:
            raise UserError(given, "no such file or folder; check the name", Exit.WRONG_USE)
    if found.stdin and len(inputs) > 1:
        raise UserError("-", "standard input cannot be scanned together with files", Exit.WRONG_USE)
    return found


def _folder(folder: str, found: Found, out: Path, *, several: bool) -> None:
    prefix = os.path.basename(os.path.normpath(folder)) if several else ""
    own = os.path.realpath(out)
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if name[0] != "." and os.path.realpath(os.path.join(here, name)) != own
        )
        for name in sorted(files):
            path = os.path.join(here, name)
            if name[0] != ".":
                relative = os.path.relpath(path, folder).replace(os.sep, "/")
                _file(path, posixpath.join(prefix, relative), found)


def _address(address: str, found: Found, *, several: bool) -> None:
    system, path = opening.file_system(address)
    try:
        is_folder = system.isdir(path)
        paths = sorted(system.find(path)) if is_folder else [path]
    except Exception as error:
        raise UserError(
            address, f"cannot be listed ({type(error).__name__}); check it", Exit.WRONG_USE
        ) from None
    prefix = posixpath.basename(path.rstrip("/")) if several else ""
    for item in paths:
        name = posixpath.relpath(item, path) if is_folder else posixpath.basename(item)
        _file(
            system.unstrip_protocol(item),
            posixpath.join(prefix, name) if is_folder else name,
            found,
            not is_folder,
        )


def _file(path: str, name: str, found: Found, named: bool = False) -> None:
    suffix, packed = suffixes(path)
    kind = KINDS.get(suffix)
    try:
        if suffix == ".zip" and not packed:
            found.sources.extend(_members(path, name, found))
        elif kind or named:
            size, stamp = opening.stat(path)
            found.sources.append(Source(path, name, kind or Kind.DOCUMENT, size, stamp))
        else:
            found.left_out[suffix or "no suffix"] += 1
    except FileNotFoundError:
        found.problems.append(UserError(name, "is gone, or is a link to nothing"))
    except OSError as error:
        found.problems.append(UserError(name, f"cannot be read: {error.strerror or type(error).__name__}"))


def _members(path: str, name: str, found: Found) -> Iterator[Source]:
    """Yield the members of a zip archive that hold notes."""
    stored, stamp = opening.stat(path)
    try:
        with opening.open_raw(path) as raw, zipfile.ZipFile(raw) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, EOFError, ValueError):
        found.problems.append(UserError(name, "is no zip archive, or a damaged one"))
        return
    if sum(m.file_size for m in members) > max(opening.UNSUSPECTED, opening.MAX_RATIO * stored):
        found.problems.append(opening.bomb(name))
        return
    for info in members:
        suffix, _ = suffixes(info.filename)
        base = posixpath.basename(info.filename)
        if suffix == ".zip":
            found.problems.append(UserError(f"{name}/{info.filename}", "is a zip in a zip; unpack it first"))
        elif suffix not in KINDS or base[0] == "." or info.filename.startswith("__MACOSX/"):
            found.left_out[suffix or "no suffix"] += 1
        else:
            place = f"{name}/{info.filename}"
            yield Source(path, place, KINDS[suffix], info.file_size, stamp, info.filename)
