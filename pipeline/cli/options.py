"""Options that several commands take, and commands whose options are the fields of a dataclass."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar, get_type_hints

import typer

PackFolders: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(metavar="PATH", help="A folder of your own rule packs, beside the shipped ones; may be repeated."),
]
PackId: TypeAlias = Annotated[
    str | None, typer.Option(metavar="ID", help="Read as this inspectorate's articles, whatever they say.")
]

TimeLimit: TypeAlias = Annotated[
    float, typer.Option(min=0.1, metavar="SECONDS", help="An article that takes longer is rejected.")
]

T = TypeVar("T")


def command(options: type[T], action: Callable[[T], None]) -> Callable[..., None]:
    """A typer command that collects its parameters in the dataclass ``options`` and hands them to ``action``.

    A field is a parameter; its ``Annotated`` type says what typer needs to know. The help is the action's docstring.
    """

    def call(**given: object) -> None:
        action(options(**given))

    call.__name__ = action.__name__
    call.__doc__ = action.__doc__
    hints = get_type_hints(options, include_extras=True)
    parameters = inspect.signature(options).parameters.values()
    typed = [parameter.replace(annotation=hints[parameter.name]) for parameter in parameters]
    call.__signature__ = inspect.Signature(typed)  # type: ignore[attr-defined]
    call.__annotations__ = hints
    return call
