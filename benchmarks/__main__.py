"""Run every benchmark, one process each: `python -m benchmarks` or `make bench`.

A benchmark is a module here with `main() -> int`; 0 says that its numbers were kept.
"""

import subprocess
import sys
from pathlib import Path

_NOT_BENCHMARKS = {"__init__", "__main__", "report"}


def main() -> int:
    """Run all, the rest too where one misses; 1 where any did."""
    names = sorted(p.stem for p in Path(__file__).parent.glob("*.py"))
    chosen = [n for n in names if n not in _NOT_BENCHMARKS and not n.startswith("_")]
    missed = []
    for name in chosen:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            missed.append(name)
    print(f"missed: {', '.join(missed)}" if missed else "all kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
