"""One line a number: its name, what was measured, what is asked for."""

import json


def report(
    name: str, value: float, *, at_least: float | None = None, at_most: float | None = None
) -> bool:
    """Print a number beside its target as one line of JSON; return whether it is kept."""
    kept = (at_least is None or value >= at_least) and (at_most is None or value <= at_most)
    line: dict[str, object] = {"name": name, "value": round(value, 3)}
    line |= {"at_least": at_least} if at_least is not None else {}
    line |= {"at_most": at_most} if at_most is not None else {}
    print(json.dumps({**line, "kept": kept}), flush=True)
    return kept
