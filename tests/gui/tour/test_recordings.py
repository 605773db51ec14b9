"""What is recorded can be put together to one small moving picture."""

from pathlib import Path

import pytest
from PIL import Image

from nhan.gui.tour.command import main
from nhan.gui.tour.recording import FRAMES
from nhan.gui.tour.recordings import RECORDINGS
from tests.tools.manual.pictures import LARGEST, STILL, animate


@pytest.mark.slow
@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recording_moves_and_is_small(tmp_path: Path, name: str) -> None:
    assert main(["--tour", str(tmp_path), "--pictures", name]) == 0
    frames = sorted((tmp_path / FRAMES / name).glob("*.png"))
    shown = [int(path.stem.partition("-")[2]) for path in frames]
    assert len(frames) >= 5 and 3_000 <= sum(shown) <= 16_000
    assert len({path.read_bytes() for path in frames}) == len(frames)  # each key is seen to do something
    made = tmp_path / "made.webp"
    animate(tmp_path / FRAMES / name, made)
    assert made.stat().st_size <= LARGEST
    with Image.open(made) as picture, Image.open(made.with_name(f"made{STILL}.webp")) as still:
        assert getattr(picture, "n_frames", 1) == len(frames)
        assert picture.size == still.size
