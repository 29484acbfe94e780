"""How well people are understood: other people's sets, held-out sentences, pairs, manners, speed.

`python -m benchmarks.language [--check] [--heldout FILE …]`. Sets in ../shared are left out, with a
word, where they are absent. A held-out file is a YAML list of {act, text}; `act` is a tool of a
shipped pack, a speech act, or none for a sentence that means no tool.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
import yaml

from benchmarks.language_sets import FewShot, few_shot, language_of, mistyped, own
from benchmarks.notes_set import note_figures
from benchmarks.politeness_set import politeness_figures
from benchmarks.report import Figure, finish, percentile
from tests.language.measure import meaning
from trainer.app.understanding import encoder, understander_of
from trainer.content.load import load_pack
from trainer.domain.language import LANGUAGES, Language
from trainer.language.index import PhrasingIndex
from trainer.language.normal import normalise
from trainer.language.port import Understander
from trainer.language.speech_acts import SPEECH_ACTS
from trainer.settings import read_settings

SCENARIOS: Final = Path(__file__).parents[1] / "scenarios"
PACKS: Final = ("office", "mobile")
_AIMS: Final = {
    "CLINC150, 60 intents": 95.0,
    "Banking77": 81.0,
    "Home Assistant en": 90.0,
    "Home Assistant ru": 89.0,
}
_TOP: Final = {"en": 95.0, "ru": 93.0}
Row = dict[str, Any]


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The chance that a sentence of the desk is surer than one of no meaning, in per cent."""
    if not inside or not outside:
        return float("nan")
    both = np.concatenate([inside, outside])
    order = both.argsort(kind="stable")
    ranks = np.empty(len(both))
    ranks[order] = np.arange(1, len(both) + 1)
    for value in np.unique(both):  # equal certainties share their rank
        same = both == value
        ranks[same] = ranks[same].mean()
    count = len(inside)
    return float(100 * (ranks[:count].sum() - count * (count + 1) / 2) / (count * len(outside)))


def few_shot_figures() -> Iterator[Figure]:
    """Accuracy by our classifier, and how well it knows what is none of the intents."""
    found: dict[str, list[float]] = {}
    strange: list[float] = []
    try:
        for task in few_shot():
            right, out_of_scope = sort_sentences(task)
            found.setdefault(task.name, []).append(right)
            if task.strangers:
                strange.append(out_of_scope)
    except OSError as error:
        print(f"few-shot sets are left out: {error}")
    for name, values in found.items():
        yield Figure(f"few-shot {name}", float(np.mean(values)), "%", _AIMS[name], False)
    if strange:
        yield Figure("out of scope on CLINC150", float(np.mean(strange)), "% AUROC", 97, False)


def sort_sentences(task: FewShot) -> tuple[float, float]:
    """Share of sentences sorted rightly, and AUROC against the strangers, in per cent."""
    phrasings = {
        intent: [normalise(text, 300).text for text in texts]
        for intent, texts in task.phrasings.items()
    }
    index = PhrasingIndex(phrasings, task.language, frozenset(), encoder())
    inside, outside, right = [], [], 0
    for intent, text in task.sentences:
        scores = index.score(normalise(text, 300).text)
        right += index.ids[int(scores.argmax())] == intent
        inside.append(float(scores.max()))
    for text in task.strangers:
        outside.append(float(index.score(normalise(text, 300).text).max()))
    return 100 * right / len(task.sentences), auroc(inside, outside)


class Desks:
    """The shipped packs with their understanders."""

    def __init__(self) -> None:
        settings = read_settings(os.environ)
        self.packs = {name: load_pack(SCENARIOS / name) for name in PACKS}
        self.understanders = {
            name: understander_of(pack, settings) for name, pack in self.packs.items()
        }

    def of(self, rows: Iterable[Row]) -> str:
        """The pack whose tools the rows name most."""
        acts = [row["act"] for row in rows]
        return max(PACKS, key=lambda name: sum(act in self.packs[name].tools for act in acts))

    def allowed(self, pack: str, tool: str) -> frozenset[str]:
        """What the lowest line that has `tool` may use."""
        tools = self.packs[pack].tools
        line = max(1, tools[tool].line)
        return frozenset(n for n, spec in tools.items() if spec.line <= line <= (spec.until or 3))


def ranks(desks: Desks, pack: str, language: Language, rows: Sequence[Row]) -> list[list[str]]:
    """Meanings of each row's text, best first; speech acts for a row that names one."""
    understander: Understander = desks.understanders[pack]
    ranked = []
    for row in rows:
        if row["act"] in SPEECH_ACTS:
            found = understander.rank_speech(row["text"], language)
        else:
            allowed = desks.allowed(pack, row["act"])
            found = understander.rank(row["text"], language, allowed)
        ranked.append([act for act, _ in found])
    return ranked


def share(rows: Sequence[Row], ranked: Sequence[Sequence[str]], most: int) -> float:
    """Per cent of rows whose act is among the `most` first."""
    hits = sum(row["act"] in found[:most] for row, found in zip(rows, ranked, strict=True))
    return 100 * hits / max(len(rows), 1)


def heldout_figures(
    desks: Desks, name: str, rows: Sequence[Row], language: Language, aims: bool
) -> Iterator[Figure]:
    """Top-1, top-3, loss by typing errors, wrong tools done, strangers told apart."""
    pack = desks.of(rows)
    understander = desks.understanders[pack]
    meant = [r for r in rows if r["act"] in desks.packs[pack].tools or r["act"] in SPEECH_ACTS]
    for row in rows:
        if row not in meant and row["act"] != "none":
            print(f"{name}: no such act: {row['act']}")
    if not meant:
        return
    ranked = ranks(desks, pack, language, meant)
    for row, found in zip(meant, ranked, strict=True):
        if found[:1] != [row["act"]] and os.environ.get("SHOW_MISSES"):
            print(f"  {row['act']}: {row['text']} -> {found[:3]}")
    first = share(meant, ranked, 1)
    yield Figure(f"{name}, {len(meant)} sentences, top-1", first, "%", _TOP[language] if aims else None, False)  # fmt: skip
    yield Figure(f"{name}, top-3", share(meant, ranked, 3), "%", 99 if aims else None, False)
    rng = Random(1)
    damaged = [{**row, "text": mistyped(row["text"], rng)} for row in meant]
    loss = first - share(damaged, ranks(desks, pack, language, damaged), 1)
    yield Figure(f"{name}, loss by typing errors", loss, "points", 2 if aims else None)
    tools = [row for row in meant if row["act"] not in SPEECH_ACTS]
    if tools:
        wrong = 0
        for row in tools:
            allowed = desks.allowed(pack, row["act"])
            done = understander.understand(row["text"], language, allowed).tools()
            wrong += any(tool != row["act"] for tool in done)
        yield Figure(f"{name}, another tool carried out", 100 * wrong / len(tools), "%")
    strangers = [row for row in rows if row["act"] == "none"]
    if strangers and tools:
        yield Figure(f"{name}, out of scope", _strange(desks, pack, language, tools, strangers), "% AUROC", 97 if aims else None, False)  # fmt: skip


def _strange(
    desks: Desks, pack: str, language: Language, tools: Sequence[Row], strangers: Sequence[Row]
) -> float:
    everything = frozenset(desks.packs[pack].tools)
    best = [
        [max((c for _, c in desks.understanders[pack].rank(row["text"], language, everything)), default=0.0) for row in some]
        for some in (tools, strangers)
    ]  # fmt: skip
    return auroc(*best)


def own_heldout(desks: Desks) -> Iterator[Figure]:
    """The project's own held-out sentences."""
    firsts: dict[tuple[str, str], float] = {}
    for language in LANGUAGES:
        strangers = [r for r in own(f"heldout/{language}.yaml") if r["act"] == "none"]
        more = [r for r in own(f"heldout/mobile.{language}.yaml") if r["act"] == "none"]
        for kind in ("office_acts", "mobile_acts", "speech_acts"):
            rows = own(f"heldout/{kind}.{language}.yaml")
            if kind == "mobile_acts":  # the rest of its tools, written last of all
                rows += own(f"heldout/mobile_first.{language}.yaml")
            rows += {"office_acts": strangers, "mobile_acts": more}.get(kind, [])
            for figure in heldout_figures(desks, f"{kind} {language}", rows, language, True):
                if figure.name.endswith("top-1"):
                    firsts[kind, language] = figure.value
                yield figure
    for kind in ("office_acts", "mobile_acts", "speech_acts"):
        gap = abs(firsts[kind, "ru"] - firsts[kind, "en"])
        yield Figure(f"{kind}, between the languages", gap, "points", 2)


def pair_figures(desks: Desks) -> Iterator[Figure]:
    """Minimal pairs of negation, mood, tense and actor, both sentences right."""
    for language in LANGUAGES:
        pairs = own(f"minimal_pairs.{language}.yaml")
        everything = frozenset(desks.packs["office"].tools)
        right = 0
        for pair in pairs:
            read = [
                meaning(desks.understanders["office"], pair["tool"], pair[side], language, everything)
                for side in "ab"
            ]  # fmt: skip
            good = read == [pair["a_means"], pair["b_means"]]
            right += good
            if not good and os.environ.get("SHOW_MISSES"):
                print(f"  {read} {pair}")
        yield Figure(f"minimal pairs {language}, {len(pairs)}", 100 * right / max(len(pairs), 1), "%", 97, False)  # fmt: skip


def speed_figures(desks: Desks) -> Iterator[Figure]:
    """Milliseconds a turn of one to three sentences, seconds and megabytes to get ready."""
    rng = Random(2)
    took = []
    for language in LANGUAGES:
        texts = [row["text"] for row in own(f"heldout/office_acts.{language}.yaml")]
        allowed = frozenset(desks.packs["office"].tools)
        for _ in range(400):
            turn = " ".join(rng.sample(texts, rng.choice((1, 1, 2, 3))))
            start = time.perf_counter()
            desks.understanders["office"].understand(turn, language, allowed)
            took.append(1000 * (time.perf_counter() - start))
    yield Figure("a turn, p50", percentile(took, 0.5), "ms")
    yield Figure("a turn, p95", percentile(took, 0.95), "ms", 25)
    for name, value in loaded().items():
        aim = {"loading one pack, kept vectors": 2.0, "added memory, both packs": 250.0}.get(name)
        yield Figure(name, value, "MB" if "memory" in name else "s", aim)


_LOADING: Final = """
import os, time
from benchmarks.language import SCENARIOS
from trainer.content.load import load_pack
from trainer.settings import read_settings
import numpy, pymorphy3
packs = [load_pack(SCENARIOS / name) for name in ("office", "mobile")]
from trainer.app.understanding import understander_of
def held():  # the peak of getrusage would begin with the parent's
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
before = held()
took = []
for pack in packs:
    start = time.perf_counter()
    found = understander_of(pack, read_settings(os.environ))
    found.understand("Добрый день!", "ru", frozenset())
    took.append(time.perf_counter() - start)
print(took[0], took[1], (held() - before) / 1024)
"""


def loaded() -> dict[str, float]:
    """A fresh process gets ready: the first time, and when the vectors are kept already."""
    import tempfile

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("nothing kept", "kept vectors"):
            out = subprocess.run(
                [sys.executable, "-c", _LOADING],
                env={**os.environ, "THREELINE_CACHE": folder},
                capture_output=True,
                text=True,
                check=True,
            ).stdout.split()
            first, second, memory = map(float, out)
            found[f"loading one pack, {name}"] = (first + second) / 2
            found["added memory, both packs"] = memory
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 where an aim is missed")
    parser.add_argument("--heldout", action="append", type=Path, help="a file of {act, text}")
    parser.add_argument("--only", action="append", help="few-shot, heldout, pairs, manners, notes, speed")  # fmt: skip
    arguments = parser.parse_args()
    parts = set(arguments.only or ("few-shot", "heldout", "pairs", "manners", "notes", "speed"))
    desks = Desks()
    figures: list[Figure] = []
    for path in arguments.heldout or ():
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        for language in LANGUAGES:
            some = [row for row in rows if language_of(row["text"]) == language]
            if some:
                figures += heldout_figures(desks, f"{path.stem} {language}", some, language, True)
    if "few-shot" in parts:
        figures += few_shot_figures()
    if "heldout" in parts:
        figures += own_heldout(desks)
    if "pairs" in parts:
        figures += pair_figures(desks)
    if "manners" in parts:
        figures += politeness_figures(encoder())
    if "notes" in parts:
        figures += note_figures(desks.packs, encoder())
    if "speed" in parts:
        figures += speed_figures(desks)
    print(f"memory of this run: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return finish("language", figures, arguments.check)


if __name__ == "__main__":
    raise SystemExit(main())
