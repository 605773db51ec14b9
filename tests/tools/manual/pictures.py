"""The manual's pictures and recordings: what pages name, taken by the tour, made small, and shown."""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import cast

import msgspec
from PIL import Image

from nhan.core.workers.command_line import environment
from nhan.gui.tour.groups import GROUPS
from nhan.gui.tour.picture import Group
from nhan.gui.tour.recording import FRAMES
from nhan.gui.tour.recordings import RECORDINGS
from nhan.gui.tour.tour import THEMES
from tests.tools.manual.place import ManualError

COLOURS = 256  # of a picture, those that are most of it: a window has hardly more, and files are a fifth smaller
LARGEST = 300_000  # bytes of a recording
STILL = "-still"
PATIENCE = 600  # s for the pictures of a group


class Size(msgspec.Struct, frozen=True):
    """In pixels."""

    width: int
    height: int


# -- taking -------------------------------------------------------------------------------------------------------


def take(names: Iterable[str], language: str, folder: Path) -> None:
    """Have the tour take the groups of these pictures and recordings, unless ``folder`` has them from before."""
    wanted = set(names)
    for name, group in {**GROUPS, **RECORDINGS}.items():
        out = folder / name
        if all(_is_there(each, out) for each in wanted & _names(group)):
            continue
        shutil.rmtree(out, ignore_errors=True)
        command = [sys.executable, "-P", "-m", "nhan.gui", "--tour", str(out), "--pictures", name, "--lang", language]
        given = environment() | {"QT_QPA_PLATFORM": "offscreen"}
        subprocess.run(command, env=given, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=True)


def shrink(names: Iterable[str], taken: Path, target: Path) -> None:
    """Make the files of the site in ``target`` from those that the tour has left in ``taken``."""
    target.mkdir(parents=True, exist_ok=True)
    wanted = set(names)
    for name, group in GROUPS.items():
        for picture in sorted(wanted & _names(group)):
            for theme in THEMES:
                _shrink(taken / name / f"{theme}-{picture}.png", target / f"{theme}-{picture}.webp")
    for name, group in RECORDINGS.items():
        for recording in sorted(wanted & _names(group)):
            animate(taken / name / FRAMES / recording, target / f"{recording}.webp")


def _is_there(name: str, out: Path) -> bool:
    """Whether the tour has left this picture, or recording, here."""
    return all((out / f"{theme}-{name}.png").exists() for theme in THEMES) or (out / FRAMES / name).exists()


def _names(group: Group) -> set[str]:
    return {picture.name for picture in group.pictures}


def _shrink(source: Path, target: Path) -> None:
    with Image.open(source) as picture:
        whole = picture.convert("RGB")
        counted = cast("list[tuple[int, tuple[int, int, int]]]", whole.getcolors(whole.width * whole.height))
        palette = Image.new("P", (1, 1))
        palette.putpalette([value for _, colour in sorted(counted, reverse=True)[:COLOURS] for value in colour])
        few = whole.quantize(palette=palette, dither=Image.Dither.NONE)
        few.convert("RGB").save(target, lossless=True, method=6)


def animate(frames: Path, target: Path) -> None:
    """One moving picture of frames that are called NUMBER-MILLISECONDS.png, and its last frame as a still one."""
    paths = sorted(frames.glob("*.png"))
    pictures = [Image.open(path).convert("RGB") for path in paths]
    shown = [int(path.stem.partition("-")[2]) for path in paths]
    moving = {"save_all": True, "append_images": pictures[1:], "duration": shown, "loop": 0, "minimize_size": True}
    pictures[0].save(target, None, lossless=True, method=6, **moving)
    if target.stat().st_size > LARGEST:
        raise ManualError(f"{target.name}: {target.stat().st_size} bytes are more than {LARGEST}")
    pictures[-1].save(target.with_name(f"{target.stem}{STILL}.webp"), lossless=True, method=6)


# -- showing ------------------------------------------------------------------------------------------------------


def sizes(folder: Path) -> dict[str, Size]:
    """Of each file of the site's pictures, by its stem."""
    found = {}
    for path in folder.glob("*.webp"):
        with Image.open(path) as picture:
            found[path.stem] = Size(picture.width, picture.height)
    return found


def tour_html(name: str, said: str, at: str, known: Mapping[str, Size]) -> str:
    """The picture in the reader's theme; a click shows it in full. KeyError: there is none."""
    both = (_linked(f"{theme}-{name}", said, at, known, f"only-{theme}") for theme in THEMES)
    return f'<span class="picture">{"".join(both)}</span>'


def recording_html(name: str, said: str, at: str, known: Mapping[str, Size]) -> str:
    """It moves, but not for readers whose system asks for little motion."""
    still = f'<source srcset="{at}{name}{STILL}.webp" media="(prefers-reduced-motion: reduce)">'
    return f'<span class="picture"><picture>{still}{_image(name, said, at, known)}</picture></span>'


def _linked(name: str, said: str, at: str, known: Mapping[str, Size], kind: str) -> str:
    return f'<a class="{kind}" href="{at}{name}.webp">{_image(name, said, at, known)}</a>'


def _image(name: str, said: str, at: str, known: Mapping[str, Size]) -> str:
    size = f'width="{known[name].width}" height="{known[name].height}"'
    return f'<img src="{at}{name}.webp" alt="{escape(said)}" {size} loading="lazy">'
