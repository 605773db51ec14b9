"""Lists the benchmarks, or runs one: ``python3 run.py --bench [NAME] [ARGS]``."""

import importlib
import pkgutil
import sys

import tests.benchmarks


def main(arguments: list[str]) -> int:
    """Run the named benchmark; with no name list them all with the first line of their docstrings."""
    names = sorted(each.name for each in pkgutil.iter_modules(tests.benchmarks.__path__) if each.name != "__main__")
    names = [name for name in names if hasattr(importlib.import_module(f"tests.benchmarks.{name}"), "main")]
    if not arguments:
        for name in names:
            module = importlib.import_module(f"tests.benchmarks.{name}")
            print(f"{name:10} {(module.__doc__ or '').strip().splitlines()[0]}")
        return 0
    if arguments[0] not in names:
        print(f"no benchmark {arguments[0]!r}; there are: {', '.join(names)}", file=sys.stderr)
        return 2
    return int(importlib.import_module(f"tests.benchmarks.{arguments[0]}").main(arguments[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
