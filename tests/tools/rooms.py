"""The import graph between the rooms of ``core`` and ``gui``: a room is a direct child of either, file or folder."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

Graph = Mapping[str, frozenset[str]]

PACKAGE = "nhan"
PARTS = ("core", "gui")


def modules(root: Path) -> Iterator[tuple[str, Path]]:
    """Every module under ``root/core`` and ``root/gui`` by its dotted name without the package: ``core.store.disk``."""
    for part in PARTS:
        for path in sorted((root / part).rglob("*.py")):
            yield ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"), path


def imported(source: str, known: frozenset[str]) -> set[str]:
    """The modules among ``known`` that a source imports, wherever in it; those for type checkers count too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            names += [node.module] if not all(name.removeprefix(f"{PACKAGE}.") in known for name in names) else []
        else:
            continue
        found |= {bare for name in names if (bare := name.removeprefix(f"{PACKAGE}.")) in known}
    return found


def room(module: str) -> str:
    """``core.store`` of ``core.store.disk``."""
    return ".".join(module.split(".")[:2])


def lines(root: Path, part: str) -> dict[str, int]:
    """Lines by folder of one part, its sub-folders counted in; ``part`` itself stands for its own files alone."""
    found: dict[str, int] = {}
    for path in (root / part).rglob("*.py"):
        above = path.relative_to(root).parent.parts
        count = len(path.read_text(encoding="utf-8").splitlines())
        for depth in range(2, len(above) + 1) if len(above) > 1 else (1,):
            name = "/".join(above[:depth])
            found[name] = found.get(name, 0) + count
    return found


def class_names(root: Path) -> list[tuple[str, str]]:
    """Every class with the module that it is in."""
    trees = ((module, ast.parse(path.read_text(encoding="utf-8"))) for module, path in modules(root))
    return [(node.name, module) for module, tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def graph(root: Path, *, files: bool = False) -> Graph:
    """Which rooms (or, with ``files``, modules) import which others."""
    sources = {module: path.read_text(encoding="utf-8") for module, path in modules(root)}
    known = frozenset(sources)
    edges: dict[str, set[str]] = {}
    for module, source in sources.items():
        name = module if files else room(module)
        targets = imported(source, known)
        edges.setdefault(name, set()).update(each if files else room(each) for each in targets)
        edges[name].discard(name)
    return {name: frozenset(targets) for name, targets in edges.items()}


def circles(edges: Graph) -> list[tuple[str, ...]]:
    """The sets of nodes that reach each other (Tarjan 1972), each sorted."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[tuple[str, ...]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in sorted(edges.get(node, ())):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            at = stack.index(node)
            if len(stack) - at > 1:
                found.append(tuple(sorted(stack[at:])))
            del stack[at:]

    for node in sorted(edges):
        if node not in index:
            visit(node)
    return found
