"""Answers already given in this process, so that a page opened again does not calculate again.

The key holds everything an answer depends on: a changed round is another key, never an old answer.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 200
_answers: OrderedDict[tuple[object, ...], Any] = OrderedDict()
_lock = Lock()


def remembered(key: tuple[object, ...], make: Callable[[], T]) -> T:
    """The answer for a key, made the first time. What raises is not remembered."""
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            found: T = _answers[key]
            return found
    made = make()
    with _lock:
        _answers[key] = made
        while len(_answers) > MOST:
            _answers.popitem(last=False)
    return made


def forget() -> None:
    """Throw everything away."""
    with _lock:
        _answers.clear()
