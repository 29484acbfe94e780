"""`.streamlit/config.toml` says what it means: its names exist, its colours can be read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit import config

CONFIG = tomllib.loads(
    (Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text("utf-8")
)


def options(tree: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from options(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


SET = dict(options(CONFIG))


@pytest.mark.parametrize("name", SET)
def test_the_installed_streamlit_knows_the_option(name: str) -> None:
    assert name in config._config_options_template


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server.address", "127.0.0.1"),
        ("server.fileWatcherType", "none"),
        ("server.enableXsrfProtection", True),
        ("server.enableCORS", True),
        ("client.allowedOrigins", []),
        ("client.showErrorDetails", "none"),
        ("client.toolbarMode", "minimal"),
        ("runner.postScriptGC", False),
        ("browser.gatherUsageStats", False),
    ],
)
def test_what_safety_and_speed_rest_on_is_set(name: str, value: object) -> None:
    assert SET[name] == value


def test_no_secret_lies_in_the_file() -> None:
    assert "server.cookieSecret" not in SET


def test_fonts_come_from_the_machine() -> None:
    for name in ("font", "headingFont", "codeFont"):
        assert "http" not in SET[f"theme.{name}"]


def luminance(colour: str) -> float:
    """Relative luminance, 0..1 (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1..21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


HUES = ("red", "orange", "yellow", "green", "blue", "violet", "gray")


@pytest.mark.parametrize("theme", ["light", "dark"])
class TestTheme:
    def test_is_given_in_full(self, theme: str) -> None:
        other = "dark" if theme == "light" else "light"
        assert set(CONFIG["theme"][theme]) == set(CONFIG["theme"][other])
        for hue in HUES:
            assert {f"{hue}Color", f"{hue}BackgroundColor", f"{hue}TextColor"} <= set(
                CONFIG["theme"][theme]
            )

    def test_texts_can_be_read(self, theme: str) -> None:
        colours = CONFIG["theme"][theme]
        for paper in ("backgroundColor", "secondaryBackgroundColor"):
            assert contrast(colours["textColor"], colours[paper]) >= 7
            assert contrast(colours["linkColor"], colours[paper]) >= 4.5
        side = colours["sidebar"]
        assert contrast(side["textColor"], side["backgroundColor"]) >= 7
        assert contrast(colours["codeTextColor"], colours["codeBackgroundColor"]) >= 7
        header = colours["dataframeHeaderBackgroundColor"]
        assert contrast(colours["dataframeHeaderTextColor"], header) >= 4.5

    @pytest.mark.parametrize("hue", HUES)
    def test_coloured_texts_can_be_read(self, theme: str, hue: str) -> None:
        colours = CONFIG["theme"][theme]
        text = colours[f"{hue}TextColor"]
        assert contrast(text, colours[f"{hue}BackgroundColor"]) >= 4.5
        assert contrast(text, colours["backgroundColor"]) >= 4.5
        assert contrast(colours[f"{hue}Color"], colours["backgroundColor"]) >= 3

    def test_white_can_be_read_on_buttons_and_buttons_stand_out(self, theme: str) -> None:
        colours = CONFIG["theme"][theme]
        assert contrast("#ffffff", colours["primaryColor"]) >= 4.5
        assert contrast(colours["primaryColor"], colours["backgroundColor"]) >= 3

    def test_chart_colours_stand_out(self, theme: str) -> None:
        colours = CONFIG["theme"][theme]
        assert len(colours["chartSequentialColors"]) == 10
        assert len(colours["chartDivergingColors"]) == 10
        for colour in colours["chartCategoricalColors"]:
            assert contrast(colour, colours["backgroundColor"]) >= 3
