"""What a run is asked to do, and how it says that it could not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.emit.jsonl import TextMode
from pipeline.pack import COMMON, Pack, PackError, load_packs
from pipeline.run.choices import TIME_LIMIT, Engine, Gone


class RunError(Exception):
    """A run that could not be finished, with the reason in one line."""


class CallError(Exception):
    """A run that asks for what is not installed. The message says what to install."""


@dataclass(frozen=True)
class Job:
    """What a run is asked to do. ``workers`` None: the cores, or one if the batch is small; 0: this process alone,
    which an article that crashes would take along.

    ``pack`` forces one inspectorate; ``packs`` are folders of rule packs beside the shipped ones. ``fresh`` forgets
    what earlier runs into ``out`` did, ``retry`` what they rejected. ``address`` is that of a Ray cluster, ``shared``
    a folder or URI that all its nodes read, by which articles go to it. ``publish`` is a URI to which the files are
    copied when they are whole.
    """

    inputs: tuple[str, ...]
    out: Path
    workers: int | None = None
    text: TextMode = "inline"
    packs: tuple[Path, ...] = ()
    pack: str | None = None
    engine: Engine = "local"
    address: str | None = None
    shared: str | None = None
    publish: str | None = None
    fresh: bool = False
    retry: bool = False
    gone: Gone = "drop"
    drop_duplicates: bool = False
    time_limit: float = TIME_LIMIT


def known_packs(extra: Sequence[Path], pack: str | None) -> dict[str, Pack]:
    """The packs by id. Raises ``PackError`` also if ``pack`` is no inspectorate's."""
    packs = load_packs(extra)
    inspectorates = [name for name in packs if name != COMMON]
    if pack is not None and pack not in inspectorates:
        raise PackError(f"no rule pack {pack!r}; there are {', '.join(inspectorates)}")
    return packs
