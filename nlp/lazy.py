"""Values that are worked out when they are first asked for.

Does as :func:`functools.cached_property` without its lock, which costs more than most of the values: what is read of
a note is never shared between threads while it is read, and two that ask at once would only find the same value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 -- a decorator, named as the one it stands for
    """A property that keeps its value in the instance.

    Parameters
    ----------
    find : callable
        What the value is found with.
    """

    def __init__(self, find: Callable[[Any], T]):
        self._find = find
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> lazy[T]: ...

    @overload
    def __get__(self, instance: object, owner: type[Any]) -> T: ...

    def __get__(self, instance: object | None, owner: type[Any]) -> lazy[T] | T:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._find(instance)
        return value
