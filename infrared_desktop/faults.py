"""What is told of a fault of the program: versions, its class and the way to it, never more.

A message, a value or a path may hold a name of a patient, and no filter knows every name.
"""

import sys
import time
from pathlib import Path
from types import TracebackType

_PACKAGE = Path(__file__).parent


def way(trace: TracebackType | None) -> list[str]:
    """Return the steps to a fault, the last one nearest to it: `module:line function`."""
    steps = []
    while trace is not None:
        code = trace.tb_frame.f_code
        steps.append(f"{_place(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return steps


def position(trace: TracebackType | None) -> str:
    """Return the last step that lies in this program, or the last one of all."""
    steps = [step.partition(" ")[0] for step in way(trace)]
    own = [step for step in steps if "/" in step]
    return (own or steps or ["?"])[-1]


def report(kind: type[BaseException], trace: TracebackType | None, versions: str) -> str:
    """Return what a report says: when, which versions, the way, and the class of the fault."""
    python = ".".join(map(str, sys.version_info[:3]))
    head = f"{moment()} Python {python}, {versions}, {sys.platform}"
    return "\n".join([head, *way(trace), kind.__name__, ""])


def moment() -> str:
    """Return the moment in UTC; without datetime, which the first window can do without."""
    return time.strftime("%Y-%m-%d %H:%M:%SZ", time.gmtime())


def tell_plainly(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """Tell of a fault where there is no window, in place of a traceback with its message."""
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("\n")
        return
    sys.stderr.write(
        "The program made a mistake and ended. What was saved before is safe. Where it was, "
        "without patient data:\n" + report(kind, trace, "no window")
    )


def _place(file: str) -> str:
    """Return a file of this program by its place in it, and any other by its bare name."""
    path = Path(file)
    try:
        return (
            path.relative_to(_PACKAGE).as_posix() if path.parent != _PACKAGE else f"./{path.name}"
        )
    except ValueError:
        return path.name
