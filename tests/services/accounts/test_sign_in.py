"""Signing in: what is told, what is counted, and how long a session holds."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from tests.services.accounts.desk import PASSWORD, AccountsDesk
from trainer.errors import NotPermitted, SignInRefused
from trainer.services.accounts.forms import token_hash
from trainer.services.accounts.guessing import BY_ADDRESS, BY_LOGIN
from trainer.services.accounts.passwords import Argon2Hasher
from trainer.services.accounts.sign_in import IDLE, LIFETIME
from trainer.services.accounts.trail import OPERATOR


def refused(desk: AccountsDesk, login: str, password: str = "not the password") -> str:
    with pytest.raises(SignInRefused) as caught:
        desk.sign_in.with_password(login, password, "")
    return caught.value.reason


def test_a_password_opens_a_session_that_knows_its_person(desk: AccountsDesk) -> None:
    anna = desk.person("anna", "newcomer", "mentor")
    actor = desk.actor(" ANNA ")
    assert (actor.id, actor.roles) == (anna.person, {"newcomer", "mentor"})


def test_refusals_are_the_same_for_all_reasons(desk: AccountsDesk) -> None:
    desk.person("anna")
    gone = desk.person("gone")
    desk.accounts.disable(OPERATOR, gone.person)
    invited = desk.accounts.create(OPERATOR, "No Password", "invited", "en", ["newcomer"])
    assert not invited.has_password
    errors = set()
    for login, password in (
        ("anna", "wrong password"),
        ("nobody", PASSWORD),
        ("gone", PASSWORD),
        ("invited", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
        ("\x00", PASSWORD),
        ("anna", ""),
    ):
        with pytest.raises(SignInRefused) as caught:
            desk.sign_in.with_password(login, password, "")
        errors.add((str(caught.value), tuple(caught.value.values.items())))
    assert len(errors) == 1


def test_unknown_logins_cost_the_same_work(desk: AccountsDesk) -> None:
    desk.person("anna")
    refused(desk, "anna")
    known, desk.hasher.verified = desk.hasher.verified, 0
    refused(desk, "nobody")
    assert desk.hasher.verified == known == 1


def test_a_password_of_megabytes_is_not_hashed(desk: AccountsDesk) -> None:
    desk.person("anna")
    refused(desk, "anna", "x" * 5_000_000)
    assert desk.hasher.verified == 0


def test_an_outdated_hash_is_renewed_at_the_next_sign_in(desk: AccountsDesk) -> None:
    anna = desk.person("anna")
    desk.account_store.rehash(anna.person, f"old:{PASSWORD}")
    desk.token("anna")
    assert desk.account_store.password_hash(anna.person) == f"new:{PASSWORD}"


class TestLocks:
    @pytest.mark.parametrize("login", ["anna", "nobody"])
    def test_a_login_is_held_up_longer_with_each_failure(
        self, desk: AccountsDesk, login: str
    ) -> None:
        desk.person("anna")
        for number in range(BY_LOGIN.free):
            desk.address = f"198.51.100.{number}"
            assert refused(desk, login) == "wrong"
        assert refused(desk, login, PASSWORD) == "locked"
        desk.clock.advance(seconds=BY_LOGIN.first_seconds)
        assert refused(desk, login) == "wrong"
        desk.clock.advance(seconds=BY_LOGIN.first_seconds)
        assert refused(desk, login, PASSWORD) == "locked"
        desk.clock.advance(seconds=BY_LOGIN.first_seconds)
        assert refused(desk, login) == "wrong"

    def test_a_lock_never_lasts_longer_than_a_quarter_of_an_hour(self, desk: AccountsDesk) -> None:
        desk.person("anna")
        for number in range(40):
            desk.address = f"198.51.100.{number}"
            refused(desk, "anna")
            desk.clock.advance(seconds=BY_LOGIN.longest_seconds)
        assert desk.token("anna")

    def test_a_success_forgets_the_failures_of_its_login(self, desk: AccountsDesk) -> None:
        desk.person("anna")
        for _ in range(5):
            for _ in range(BY_LOGIN.free - 1):
                assert refused(desk, "anna") == "wrong"
            desk.token("anna")

    def test_an_address_that_tries_many_logins_is_held_up(self, desk: AccountsDesk) -> None:
        desk.person("anna")
        for number in range(BY_ADDRESS.free):
            if number % 3 == 0:  # an own good login in between does not help
                try:
                    desk.token("anna")
                except SignInRefused:
                    break
            assert refused(desk, f"login{number}") == "wrong"
        assert refused(desk, "another") == "locked"
        desk.address = "203.0.113.5"
        assert desk.token("anna")

    def test_guesses_at_once_are_counted_as_those_in_a_row(self, desk: AccountsDesk) -> None:
        desk.person("anna")
        reasons: list[str] = []

        def guess() -> None:
            try:
                desk.sign_in.with_password("anna", "guess", "")
            except SignInRefused as error:
                reasons.append(error.reason)

        threads = [threading.Thread(target=guess) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert reasons.count("wrong") == BY_LOGIN.free
        assert reasons.count("locked") == 20 - BY_LOGIN.free

    def test_a_new_password_ends_the_waiting(self, desk: AccountsDesk) -> None:
        anna = desk.person("anna")
        for _ in range(BY_LOGIN.free):
            refused(desk, "anna")
        desk.accounts.set_password(OPERATOR, anna.person, "another good password")
        assert desk.token("anna", "another good password")


class TestSessions:
    def test_a_guessed_token_is_nobody(self, desk: AccountsDesk) -> None:
        desk.person("anna")
        real = desk.token("anna")
        for guess in ("", "x", real + "x", real.upper(), "\x00", "' OR '1'='1", "\ud800"):
            assert desk.sign_in.resolve(guess) is None

    def test_the_stored_hash_is_no_token(self, desk: AccountsDesk) -> None:
        anna = desk.person("anna")
        token = desk.token("anna")
        (kept,) = desk.sign_in_store.of_person(anna.person, desk.clock())
        assert token not in repr(kept)
        assert desk.sign_in.resolve(kept.token_hash) is None

    def test_a_session_ends_when_nobody_uses_it(self, desk: AccountsDesk) -> None:
        desk.person("anna")
        token = desk.token("anna")
        desk.clock.advance(seconds=IDLE.total_seconds() - 1)
        assert desk.sign_in.resolve(token)
        desk.clock.advance(seconds=IDLE.total_seconds() - 1)
        assert desk.sign_in.resolve(token)
        desk.clock.advance(seconds=IDLE.total_seconds())
        assert desk.sign_in.resolve(token) is None

    def test_a_session_ends_at_last_however_much_it_is_used(self, desk: AccountsDesk) -> None:
        desk.person("anna")
        token = desk.token("anna")
        hours = int(LIFETIME.total_seconds() // 3600)
        for _ in range(hours - 1):
            desk.clock.advance(hours=1)
            assert desk.sign_in.resolve(token)
        desk.clock.advance(hours=1)
        assert desk.sign_in.resolve(token) is None

    def test_signing_out_ends_this_session_only(self, desk: AccountsDesk) -> None:
        desk.person("anna")
        here, there = desk.token("anna"), desk.token("anna")
        desk.sign_in.sign_out(here)
        desk.sign_in.sign_out("no such token")
        assert desk.sign_in.resolve(here) is None
        assert desk.sign_in.resolve(there)

    def test_revoking_all_ends_all(self, desk: AccountsDesk) -> None:
        anna = desk.person("anna")
        tokens = [desk.token("anna") for _ in range(3)]
        assert desk.sessions.revoke_all(OPERATOR, anna.person) == 3
        assert [desk.sign_in.resolve(token) for token in tokens] == [None] * 3

    def test_one_of_several_can_be_ended(self, desk: AccountsDesk) -> None:
        anna, boris = desk.person("anna"), desk.person("boris")
        here, there, others = desk.token("anna"), desk.token("anna"), desk.token("boris")
        actor = desk.sign_in.resolve(here)
        assert actor is not None
        assert desk.sessions.revoke(actor, anna.person, token_hash(there)) is True
        assert desk.sign_in.resolve(there) is None
        assert desk.sign_in.resolve(here)
        assert desk.sessions.revoke(actor, anna.person, token_hash(there)) is False
        # Somebody else's is not ended by naming it as one's own, nor by naming its person.
        assert desk.sessions.revoke(actor, anna.person, token_hash(others)) is False
        with pytest.raises(NotPermitted):
            desk.sessions.revoke(actor, boris.person, token_hash(others))
        assert desk.sign_in.resolve(others)
        assert len(desk.sessions.of_person(actor, anna.person)) == 1
        desk.clock.advance(seconds=IDLE.total_seconds())
        assert desk.sessions.of_person(actor, anna.person) == ()

    def test_a_role_taken_away_is_gone_at_the_next_step(self, desk: AccountsDesk) -> None:
        anna = desk.person("anna", "newcomer", "mentor")
        token = desk.token("anna")
        desk.accounts.set_roles(OPERATOR, anna.person, ["newcomer"])
        actor = desk.sign_in.resolve(token)
        assert actor is not None
        assert actor.roles == {"newcomer"}

    def test_a_disabled_account_is_out_at_the_next_step(self, desk: AccountsDesk) -> None:
        anna = desk.person("anna")
        token = desk.token("anna")
        desk.accounts.disable(OPERATOR, anna.person)
        assert desk.sign_in.resolve(token) is None
        desk.accounts.enable(OPERATOR, anna.person)
        assert desk.sign_in.resolve(token) is None  # they sign in afresh
        assert desk.token("anna")

    def test_a_mentor_s_groups_are_those_they_look_after(self, desk: AccountsDesk) -> None:
        anna = desk.person("anna", "newcomer", "mentor")
        own, after = (desk.groups.create(OPERATOR, name) for name in ("Own", "After"))
        desk.groups.put(OPERATOR, own.id, anna.person, "member")
        desk.groups.put(OPERATOR, after.id, anna.person, "mentor")
        assert desk.actor("anna").groups == {after.id}
        desk.accounts.set_roles(OPERATOR, anna.person, ["newcomer"])
        assert desk.actor("anna").groups == {own.id}


def test_refusals_are_noted_without_what_was_typed(desk: AccountsDesk) -> None:
    desk.person("anna")
    refused(desk, "my secret typed as a login")
    refused(desk, "anna", "my other secret")
    entries = desk.audit.page(OPERATOR)
    assert [entry.operation for entry in entries[:2]] == ["sign_in.refused"] * 2
    assert "secret" not in repr(entries)
    assert entries[0].ip == desk.address


def test_the_real_hash_is_argon2id_and_checks() -> None:
    hasher = Argon2Hasher()
    hashed = hasher.hash("пароль подлиннее й")
    assert hashed.startswith("$argon2id$")
    assert hasher.verify(hashed, "пароль подлиннее и\u0306")  # й typed as two characters
    assert not hasher.verify(hashed, "пароль")
    assert not hasher.verify("no hash at all", "пароль")
    assert not hasher.outdated(hashed)
    assert hasher.hash("\ud800 lone surrogate")


def test_an_office_s_typing_errors_do_not_add_up_over_days(desk: AccountsDesk) -> None:
    """Many people behind one address, a few of whom mistype each day and then get in."""
    desk.person("anna")
    for _ in range(20):
        for _ in range(6):
            refused(desk, "anna")
            desk.clock.now += timedelta(minutes=20)
        desk.sign_in.with_password("anna", PASSWORD, "")
        desk.clock.now += timedelta(hours=6)
