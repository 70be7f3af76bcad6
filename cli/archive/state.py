"""What a scan leaves on disk: its output files, and while it runs a folder that says which shards are
done.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from rehabcode.cli.archive.plan import differences
from rehabcode.cli.problems import Exit, UserError

WORK = ".scan"
MANIFEST = "manifest.json"
OURS = re.compile(
    r"part-[0-9]{6}\.(?:jsonl|parquet)|notes\.(?:csv|parquet)|errors\.jsonl|duplicates\.jsonl|summary\.(?:txt|html)"
    r"|manifest\.json|\.(?:part-|notes\.|errors\.|duplicates\.|summary\.|manifest\.).*\.tmp"
)


class Names:
    """The files of one shard."""

    def __init__(self, out: Path, index: int, form: str) -> None:
        work = out / WORK
        self.part = out / f"part-{index:06d}.{form}"
        self.rows = work / f"{index:06d}.notes"
        self.errors = work / f"{index:06d}.errors"
        self.ids = work / f"{index:06d}.ids"
        self.entry = work / f"{index:06d}.json"
        self.started = work / f"{index:06d}.started"

    def done(self) -> dict[str, Any] | None:
        """Return the entry of a shard that is done, None of one that is not."""
        try:
            entry: dict[str, Any] = json.loads(self.entry.read_bytes())
            return entry if self.part.stat().st_size == entry["bytes"] else None
        except (OSError, ValueError, KeyError):
            return None


class State:
    """The folder of a scan."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.work = out / WORK

    def begin(self, fingerprint: dict[str, Any], *, force: bool) -> dict[str, Any] | None:
        """Make the folder ready; return the manifest of a scan that is complete already.

        Raises
        ------
        UserError
            When the folder holds a scan of something else, or other files under our names.
        """
        if self.out.exists() and not self.out.is_dir():
            raise UserError(str(self.out), "is a file; --out names a folder", Exit.WRONG_USE)
        before = self._recorded()
        said = differences(before, fingerprint) if before else []
        if said and not force:
            raise UserError(
                str(self.out),
                f"holds a scan that differs in {'; '.join(said)}. "
                "Name another folder, or scan anew with --force",
                Exit.WRONG_USE,
            )
        if before is None and self._own_files() and not force:
            raise UserError(
                str(self.out),
                "holds files of the names that a scan writes; name another folder, or use --force",
                Exit.WRONG_USE,
            )
        if force and (said or before is None):
            self.clear()
        elif before is not None and (manifest := self._manifest()) and self._complete(manifest):
            return manifest
        self.work.mkdir(parents=True, exist_ok=True)
        self.clear_leftovers()
        _write(self.work / "run.json", fingerprint)
        return None

    def _recorded(self) -> dict[str, Any] | None:
        for path in (self.work / "run.json", self.out / MANIFEST):
            with suppress(OSError, ValueError, KeyError):
                found = json.loads(path.read_bytes())
                return {key: found[key] for key in ("input", "rules", "options")}
        return None

    def _manifest(self) -> dict[str, Any] | None:
        with suppress(OSError, ValueError):
            found: dict[str, Any] = json.loads((self.out / MANIFEST).read_bytes())
            return found
        return None

    def _complete(self, manifest: dict[str, Any]) -> bool:
        return all(
            (self.out / part["part"]).is_file() and (self.out / part["part"]).stat().st_size == part["bytes"]
            for part in manifest["parts"]
        )

    def _own_files(self) -> list[Path]:
        if not self.out.is_dir():
            return []
        return [path for path in self.out.iterdir() if OURS.fullmatch(path.name)]

    def done(self) -> int:
        """Return how many shards are done."""
        return len(list(self.work.glob("[0-9]*.json")))

    def clear_leftovers(self) -> None:
        """Remove the unfinished files of workers that died."""
        unfinished = [path for path in self._own_files() if path.suffix == ".tmp"]
        for leftover in (*unfinished, *self.work.glob(".*.tmp"), *self.work.glob("*.started")):
            leftover.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove what a scan wrote, and nothing else."""
        for path in self._own_files():
            path.unlink(missing_ok=True)
        shutil.rmtree(self.work, ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep a second scan out of the folder; the lock goes with the process, however it ends."""
        self.out.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.out, os.O_RDONLY) if os.name != "nt" else -1
        try:
            if descriptor >= 0:
                _lock(descriptor, self.out)
            yield
        finally:
            if descriptor >= 0:
                os.close(descriptor)


def _lock(descriptor: int, out: Path) -> None:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UserError(str(out), "is being written by another scan; wait for it", Exit.WRONG_USE) from None
    except OSError:  # a file system without locks
        return


def _write(path: Path, value: Any) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(json.dumps(value, indent=1, sort_keys=True).encode() + b"\n")
    os.replace(temporary, path)
