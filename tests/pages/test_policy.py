"""The administrator's pages of policy and health."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.fakes import START
from tests.pages.conftest import ENTRY
from tests.pages.fakes import NASTY, FakeServices
from tests.pages.policy_services import OneRetention, OneServer
from tests.pages.seen import raw, seen
from tests.pages.test_team import LANGUAGES, Open, cookies, desk, press, visit
from tests.services.accounts.desk import AccountsDesk
from trainer.progress.borderline import Cut
from trainer.services.accounts.trail import OPERATOR
from trainer.services.mentoring.views import LineCut
from trainer.services.records.ports import Leftover
from trainer.ui.strings import words

__all__ = ("cookies", "desk", "visit")


def seen_text(markdown: str) -> str:
    return markdown.replace("\\", "").replace("\u2060", "")


def enter(app: AppTest, place: str, value: Any, number: int = 0) -> AppTest:
    key = f"policy_office_{number}_{place}"
    found = app.selectbox if place.startswith("matrix") else app.number_input
    found(key=key).set_value(value)
    return app


def submit(app: AppTest, what: str, language: str) -> AppTest:
    label = words(language)(f"policy.{what}")  # type: ignore[arg-type]
    return next(one for one in app.button if one.label == label).click().run()


def history(services: FakeServices) -> list[dict[str, Any]]:
    found = services.policies.history(OPERATOR, "office")  # type: ignore[attr-defined]
    return [dict(one.overlay) for one in found]


@pytest.mark.parametrize("language", LANGUAGES)
class TestPolicy:
    def test_it_opens_and_says_when_changes_count(self, visit: Open, language: str) -> None:
        app = visit("policy", "administrator", language=language)
        assert not app.exception
        assert not app.error
        said = words(language)  # type: ignore[arg-type]
        text = seen(app).replace("\\", "").replace("\u2060", "")
        assert said("policy.when").split(".")[0] in text
        assert said("policy.no_history") in text
        assert len(app.number_input) > 30

    def test_the_effect_is_shown_and_nothing_saved(
        self, visit: Open, services: FakeServices, language: str
    ) -> None:
        app = visit("policy", "administrator", language=language)
        enter(app, "matrix.low.high", 1)
        enter(app, "pass_mark", 90.0)
        enter(app, "weights.triage", 0.9)
        submit(app, "preview", language)
        assert not app.exception
        said = words(language)  # type: ignore[arg-type]
        assert said("policy.effect") in seen(app)
        assert said("policy.estimate") in seen(app)
        assert "→ 90" in seen(app)
        assert history(services) == []
        assert app.number_input(key="policy_office_0_pass_mark").value == 90.0
        app.run()
        assert said("policy.effect") not in seen(app)  # it is of that one moment

    def test_cuts_of_mentors_are_filled_in_and_saved_by_a_person_only(
        self, visit: Open, services: FakeServices, language: str
    ) -> None:
        cuts = (LineCut(1, 24, Cut(63.333, 60, 66, 24, 9.0, 0.8)), LineCut(2, 3, None))
        services.mentoring = SimpleNamespace(  # type: ignore[assignment]
            calibration=SimpleNamespace(cuts=lambda actor: cuts)
        )
        app = visit("policy", "administrator", language=language)
        said, key = words(language), "policy_office_{}_readiness.cut.{}"  # type: ignore[arg-type]
        saved = app.number_input(key=key.format(0, 1)).value
        folder = ENTRY.parent / "pages" / "admin"
        app.switch_page(str(folder / "health.py")).run()
        app.switch_page(str(folder / "policy.py"))
        app.query_params["take"] = "cuts"
        app.run()
        assert not app.exception
        assert app.number_input(key=key.format(0, 1)).value == 63.3
        assert app.number_input(key=key.format(0, 2)).value != 63.3
        filled = said("proposed.line", line=1, new=said.number(63.3), old=said.number(saved))
        assert any(filled in seen_text(one.value) for one in app.info)
        assert history(services) == []
        app.number_input(key=key.format(0, 1)).set_value(64.0)
        app.text_area[0].set_value("by mentors' verdicts")
        submit(app, "save", language)
        assert history(services) == [{"readiness": {"cut": {"1": 64.0}}}]
        assert app.number_input(key=key.format(1, 1)).value == 64.0
        assert "take" not in app.query_params

    def test_saving_needs_a_reason_and_is_kept(
        self, visit: Open, services: FakeServices, language: str
    ) -> None:
        app = visit("policy", "administrator", language=language)
        enter(app, "pass_mark", 90.0)
        submit(app, "save", language)
        assert app.warning
        assert history(services) == []
        app.text_area[0].set_value(NASTY)
        submit(app, "save", language)
        assert not app.exception
        assert history(services) == [{"pass_mark": 90.0}], [one.value for one in app.warning]
        assert NASTY in seen(app)
        assert "<img src=x" not in raw(app)
        assert app.number_input(key="policy_office_1_pass_mark").value == 90.0

    def test_going_back_adds_a_version(
        self, visit: Open, services: FakeServices, language: str
    ) -> None:
        app = visit("policy", "administrator", language=language)
        enter(app, "pass_mark", 90.0)
        app.text_area[0].set_value("why not")
        submit(app, "save", language)
        app.text_input(key="policy_why_office_1").set_value("too hard").run()
        press(app, "restore_0")
        assert not app.exception
        assert history(services) == [{}, {"pass_mark": 90.0}]
        assert words(language)("policy.restored", n=2).rstrip(".") in app.success[0].value  # type: ignore[arg-type]

    def test_what_will_not_do_gets_an_advice(
        self, visit: Open, services: FakeServices, language: str
    ) -> None:
        app = visit("policy", "administrator", language=language)
        enter(app, "lines.1.pay_low", 10**6)
        app.text_area[0].set_value("a raise")
        submit(app, "save", language)
        advice = words(language)("errors.invalid_input.policy_lines")  # type: ignore[arg-type]
        assert advice.split(",")[0][:20] in app.warning[0].value.replace("\\", "")
        assert history(services) == []

    @pytest.mark.parametrize(
        ("place", "value", "advice"),
        [
            ("sla.1.respond", 99_999, "policy_sla"),
            ("pass_mark", 100.5, "policy_pass_mark"),
            ("readiness.least", 1, "policy_readiness"),
        ],
    )
    def test_a_number_out_of_bounds_reaches_the_check_that_explains_it(
        self,
        visit: Open,
        services: FakeServices,
        language: str,
        place: str,
        value: float,
        advice: str,
    ) -> None:
        # With bounds on the field the browser holds the whole form back, without any word.
        app = visit("policy", "administrator", language=language)
        field = app.number_input(key=f"policy_office_0_{place}")
        assert field.min is None or field.min < -(10**9)
        assert field.max is None or field.max > 10**12
        enter(app, place, value)
        app.text_area[0].set_value("a try")
        submit(app, "save", language)
        text = words(language)(f"errors.invalid_input.{advice}")  # type: ignore[arg-type]
        assert text[:12] in app.warning[0].value.replace("\\", "")
        assert history(services) == []

    def test_another_company_has_values_of_its_own(
        self, visit: Open, services: FakeServices, language: str
    ) -> None:
        app = visit("policy", "administrator", language=language)
        other = next(one for one in app.selectbox(key="policy_pack").options if one)
        assert other
        app.selectbox(key="policy_pack").select_index(1).run()
        assert not app.exception
        assert words(language)("policy.not_ladder") in seen(app)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
class TestHealth:
    def test_it_tells_the_facts_and_no_secrets(
        self, visit: Open, desk: AccountsDesk, language: str
    ) -> None:
        app = visit("health", "administrator", language=language)
        assert not app.exception
        text = seen(app)
        for fact in ("1.2.3", "SQLite", "office 1.0.0"):
            assert fact in text
        assert "accounts.db" not in text
        assert app.warning  # no backup is known of

    def test_what_is_wrong_comes_first(
        self, visit: Open, monkeypatch: pytest.MonkeyPatch, language: str
    ) -> None:
        bad = replace(
            OneServer.facts,
            broken_packs=(NASTY,),
            policies_left_out=("office",),
            free=1000,
            last_backup=START,
        )
        monkeypatch.setattr(OneServer, "facts", bad)
        app = visit("health", "administrator", language=language)
        assert not app.exception
        assert len(app.warning) == 3
        assert "<img src=x" not in raw(app)
        assert "02.11.2026 09:00" in seen(app)

    def test_what_is_due_to_be_deleted(
        self, visit: Open, monkeypatch: pytest.MonkeyPatch, language: str
    ) -> None:
        app, said = visit("health", "administrator", language=language), words(language)  # type: ignore[arg-type]
        for fact in (said("role.candidate"), said.count("retention.days", 190)):
            assert fact in seen(app)
        assert said("retention.last_unknown") in seen(app)
        assert len(app.warning) == 1  # of backups
        state = replace(OneRetention.state, people=7, leftover=Leftover(sessions=5, lines=30))
        state = replace(state, keep_audit=21, last_run=START, waits=True)
        monkeypatch.setattr(OneRetention, "state", state)
        app.run()
        assert not app.exception
        text = seen(app)
        for fact in (said.count("retention.days", 21), "7", "35", "02.11.2026 09:00 UTC"):
            assert fact in text
        assert "threeline retention" in app.warning[1].value.replace("\\", "").replace("\u2060", "")
