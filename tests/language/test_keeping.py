"""What is learnt from phrasings is kept, and damage costs time only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from trainer.language.encoder import Floats, Remembered
from trainer.language.index import PhrasingIndex

PHRASINGS = {
    "cable": ["check the cable", "is the cable plugged in", "look at the wire"],
    "restart": ["restart the computer", "turn it off and on", "reboot please"],
}


class Letters:
    """An encoder for tests: a vector of letter counts; counts how often it is asked."""

    name = "letters-1"

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> Floats:
        self.asked += len(texts)
        rows = np.zeros((len(texts), 26), dtype=np.float32)
        for row, text in enumerate(texts):
            for char in text:
                if "a" <= char <= "z":
                    rows[row, ord(char) - 97] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def index(folder: Path | None, encoder: Letters) -> PhrasingIndex:
    return PhrasingIndex(PHRASINGS, "en", frozenset(), encoder, folder)


def test_the_second_time_nothing_is_encoded(tmp_path: Path) -> None:
    first = index(tmp_path, Letters())
    again = Letters()
    second = index(tmp_path, again)
    assert again.asked == 0
    assert np.array_equal(first.score("plug in the cable"), second.score("plug in the cable"))


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"nonsense" * 100])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    before = index(tmp_path, Letters()).score("reboot")
    (kept,) = tmp_path.glob("*.npz")
    kept.write_bytes(damage)
    assert np.array_equal(index(tmp_path, Letters()).score("reboot"), before)
    assert kept.read_bytes() != damage


def test_other_phrasings_are_kept_apart(tmp_path: Path) -> None:
    index(tmp_path, Letters())
    more = {**PHRASINGS, "cable": [*PHRASINGS["cable"], "push the plug in"]}
    PhrasingIndex(more, "en", frozenset(), Letters(), tmp_path)
    assert len(list(tmp_path.glob("*.npz"))) == 2


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    scores = index(blocked / "inside", Letters()).score("check the cable")
    assert scores.argmax() == 0


def test_without_an_encoder_words_are_compared() -> None:
    found = PhrasingIndex(PHRASINGS, "en", frozenset())
    assert found.ids[int(found.score("please restart the computer").argmax())] == "restart"
    assert found.examples("restart computer", "restart", 1) == ("restart the computer",)


def test_a_turns_clauses_are_encoded_once() -> None:
    encoder = Letters()
    remembered = Remembered(encoder)
    remembered.prepare(["one", "two", "one"])
    remembered.vector("two")
    assert encoder.asked == 2
