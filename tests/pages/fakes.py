"""Services that need no pack and no database: sample views in both languages, a little behaviour.

The pages are tested against these; the browser tests run the real ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from trainer.content.schema.policy import SlaTarget
from trainer.domain.events import Event
from trainer.domain.language import Language
from trainer.domain.moves import (
    Abandon,
    Escalate,
    FillTicket,
    KeepDraft,
    Move,
    PickMeaning,
    ReadArticle,
    Resolve,
    ReturnTicket,
    UseTool,
)
from trainer.domain.people import Actor
from trainer.domain.readiness import Estimate, LineReadiness, Verdict
from trainer.domain.scenario import ScenarioKey
from trainer.domain.scores import COMPETENCIES, Grade
from trainer.domain.ticket import Ticket
from trainer.domain.triage import IMPACTS, URGENCIES
from trainer.errors import AttemptNotFound, InvalidInput, MoveNotAllowed, ThreelineError
from trainer.services.handbook import LineCard
from trainer.services.mentoring.views import Said
from trainer.services.misses import MissView
from trainer.services.ports import MissRecord, Profile
from trainer.services.progress_views import Call, Change, LineProgress, Progress, Strength
from trainer.services.review_views import (
    ConsequenceView,
    HandoffView,
    MoveReview,
    NextStepView,
    WhatIf,
)
from trainer.services.views import (
    ArticleView,
    AttemptView,
    Choice,
    CriticalView,
    Debrief,
    FindingView,
    HeardAct,
    HeardTurn,
    HistoryItem,
    HistoryPage,
    MetricView,
    PathNode,
    QueueItem,
    ScoreView,
    ToolChoice,
)

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
NASTY = "<img src=x onerror=alert(1)> **bold** $x^2$ :smile: :red[red] [link](http://evil.example)"


def _t(language: Language, ru: str, en: str) -> str:
    return ru if language == "ru" else en


def key(line: int, seed: int = 7, fault: str = "") -> ScenarioKey:
    return ScenarioKey("office", "1.0.0", line, seed, fault)


def sample_view(attempt_id: str, line: int, language: Language) -> AttemptView:
    """An open attempt in mid-conversation: talk, console output, log lines and a metric."""
    say = lambda ru, en: _t(language, ru, en)  # noqa: E731
    other = "caller" if line == 1 else "colleague"
    opening: tuple[Event, ...] = (
        Event("opening", other, 0, 0, say(
            "Алло, здравствуйте! У меня печать встала, отчёт нужен к обеду. Робот меня три раза спрашивал, включён ли принтер!",
            "Hello? My printing is stuck and the report is due by lunch. Your robot asked me three times if the printer is on!")),
    )  # fmt: skip
    if line > 1:
        opening = (
            Event("note", "colleague", 0, 0, say("Не печатает второй этаж.", "Second floor cannot print.")),
            Event("opening", "colleague", 0, 0, say("Передаю тебе, сам не понял.", "Over to you, I could not make sense of it.")),
        )  # fmt: skip
    events = (
        *opening,
        Event("said", "trainee", 1, 0, say("Здравствуйте, Ольга! Сейчас разберёмся. А у соседей печатает?",
                                           "Hello Olga, let us sort it out. Can your neighbours print?")),
        Event("heard", other, 1, 1, say("У Светы тоже стоит.", "Sveta's is stuck as well."), tool="ask_neighbours"),
        Event("used", "trainee", 2, 1, say("Посмотреть очередь печати", "Look at the print queue"), tool="look_queue"),
        Event("read", "console", 2, 3, say("Служба печати: остановлена", "Print service: stopped"), tool="look_queue",
              log=("09:12:04 spoolsv ERROR 0x800706ba", "09:12:05 spoolsv stopped unexpectedly <exit 3>"), metric="queue"),
        Event("said", "trainee", 3, 3, NASTY),
        Event("unclear", other, 3, 3, say("Простите, не поняла вас.", "Sorry, I did not get that."), offers=("restart_spooler",)),
    )  # fmt: skip
    tools = tuple(
        ToolChoice(f"tool{n}", name, group, group_name, kind, minutes, risk)
        for n, (name, group, group_name, kind, minutes, risk) in enumerate((
            (say("Спросить, у кого ещё так", "Ask who else has it"), "people", say("Разговор", "Talking"), "ask", 1, "none"),
            (say("Попросить перезапустить компьютер", "Ask them to restart the computer"), "people", say("Разговор", "Talking"), "guide", 6, "none"),
            (say("Посмотреть очередь печати", "Look at the print queue"), "print", say("Печать", "Printing"), "look", 2, "none"),
            (say("Перезапустить службу печати на сервере", "Restart the print service on the server"), "print", say("Печать", "Printing"), "change", 3, "disruptive"),
            (say("Сбросить пароль", "Reset the password"), "account", say("Учётные записи", "Accounts"), "change", 2.5, "account"),
            (say("Проверить личность", "Verify identity"), "account", say("Учётные записи", "Accounts"), "request", 2, "none"),
        ))
    )  # fmt: skip
    return AttemptView(
        attempt_id=attempt_id,
        key=key(line),
        language=language,
        status="open",
        line=line,
        channel="phone" if line == 1 else "colleague",
        person=say("Ольга Петровна Сидоренко", "Olga Sidorenko"),
        first_name=say("Ольга", "Olga"),
        department=say("Бухгалтерия", "Accounting"),
        site=say("Главный офис", "Head office"),
        phone="+7 495 123-45-67",
        subject=say("Не печатается отчёт, принтер молчит", "Report will not print, printer is silent"),
        arrived="09:10",
        minute=12.5,
        patience=58,
        ticket=Ticket(category="print", impact="medium", urgency="high"),
        drafts={},
        priority=2,
        sla_respond=10,
        sla_resolve=240,
        events=events,
        tools=tools,
        offers=(
            Choice("tool2", tools[2].name),
            Choice("tool3", tools[3].name),
            Choice("tool1", tools[1].name),
        ),
        offers_turn=3,
        findings=(
            FindingView("tool2", "stopped", say("Служба печати: остановлена", "Print service: stopped"), 2, "look"),
            FindingView("tool0", "site", say("Так у всего этажа", "The whole floor has it"), 1, "claim"),
        ),
        note_happening="" if line == 1 else say("Не печатает второй этаж.", "Second floor cannot print."),
        note_lines=() if line == 1 else (
            FindingView("tool0", "site", say("Так у всего этажа", "The whole floor has it"), 0, "note"),
        ),
        categories=(
            Choice("print", say("Печать", "Printing")),
            Choice("network", say("Сеть", "Network")),
        ),
        causes=(
            Choice("spooler", say("Остановилась служба печати", "The print service has stopped")),
            Choice("cable", say("Выдернут кабель", "A cable is unplugged")),
        ),
        addresses=(
            (2, Choice("desktop", say("Рабочие места", "Desktops"))),
            (2, Choice("network", say("Сеть", "Network"))),
            (3, Choice("platform", say("Серверы и службы", "Servers and services"))),
        ),
        returnable=(Choice("tool0", say("У кого ещё так", "Who else has it")),),
        metrics={"queue": MetricView("queue", say("Заданий в очереди", "Jobs in the queue"), say("шт.", "jobs"),
                                     tuple(float(2 + (n % 5) + max(0, n - 16) * 6) for n in range(24)))},
        moves_made=3,
        message_limit=2000,
    )  # fmt: skip


def sample_debrief(view: AttemptView) -> Debrief:
    """A debrief with every part filled in."""
    language = view.language
    say = lambda ru, en: _t(language, ru, en)  # noqa: E731
    means = dict(zip(COMPETENCIES, (83.3, 61.0, 100.0, 66.7, 48.0, 72.5), strict=False))
    return Debrief(
        attempt=view,
        grade=Grade("1", "resolved", (), tuple(means.items()), 71.4, (), False),
        headline=say("Печать работает, но по дороге был лишний перезапуск", "Printing works, with one restart too many"),
        outcome_text=say("Вы закрыли заявку, и Ольга сама это подтвердила.", "You closed the ticket, and Olga confirmed it herself."),
        competencies=tuple((name, means.get(name)) for name in COMPETENCIES),
        scores=(
            ScoreView("triage", "impact", say("Влияние", "Impact"), 3, 1, ((1, say("У Светы тоже стоит.", "Sveta's is stuck as well.")),),
                      say("Вы спросили, у кого ещё так.", "You asked who else has it."), ""),
            ScoreView("communication", "plain", say("Понятные слова", "Plain words"), 1, 1, ((3, NASTY),),
                      say("Слово «спулер» собеседнице незнакомо.", "The word “spooler” means nothing to her."),
                      say("Скажите: служба печати.", "Say: the print service.")),
        ),
        critical=(
            CriticalView("no_approval", say("Изменение без согласования", "Change without approval"),
                         say("Сервер общий: перезапуск задел других людей.", "The server is shared: the restart hit other people."), 3,
                         say("Перезапустить службу печати на сервере", "Restart the print service on the server")),
        ),
        moves=(
            MoveReview(1, 0, "best", 0, 6, 4, 14.2, say("Спросить, у кого ещё так", "Ask who else has it"), "", say("Отсекло причины одного компьютера.", "Ruled out everything on her own computer.")),
            MoveReview(2, 1, "good", 0.6, 4, 2, 9.1, say("Посмотреть очередь печати", "Look at the print queue"), "", say("Показало, что служба стоит.", "Showed that the service is down.")),
            MoveReview(2, 1, "inaccuracy", 2.2, 2, 2, 9.1, say("Спросить про кабель", "Ask about the cable"), say("Перезапустить службу", "Restart the service"), say("Ничего нового это не дало.", "This told you nothing new.")),
            MoveReview(3, 3, "mistake", 6, 2, 2, 8, say("Перезапустить компьютер", "Restart the computer"), say("Перезапустить службу", "Restart the service"), say("Причина уже не там.", "The cause was not there any more.")),
            MoveReview(3, 3, "blunder", 14, 2, 2, 3, say("Закрыть без проверки", "Close without checking"), say("Спросить, печатает ли", "Ask whether it prints"), say("Заявка вернётся.", "The ticket will come back."), 9, NASTY),
        ),
        fault_titles=(say("Остановилась служба печати", "The print service has stopped"),),
        causes=(say("Служба печати упала из-за повреждённого задания.", "A damaged job crashed the print service."),),
        lessons=(say("Спросите про соседей: это сразу отделяет компьютер от сервера.", "Ask about neighbours: it tells a computer from a server at once."),),
        preventions=(say("Настроить автоматический перезапуск службы.", "Set the service to restart by itself."),),
        path=(
            PathNode("spooler.service", "cause", say("Сервер печати", "Print server"), say("служба печати: остановлена", "print service: stopped"), 0, ("queue",)),
            PathNode("queue", "capability", say("Приём заданий на печать", "Accepting print jobs"), say("задания копятся и не уходят на принтер, сколько ни жди", "jobs pile up and never reach the printer, however long you wait"), 1, ("print", "scan")),
            PathNode("scan", "capability", say("Проверка остатка бумаги", "Paper check"), say("не отвечает", "does not answer"), 2, ("print",)),
            PathNode("print", "symptom", say("Печать документов", "Printing documents"), say("не печатается отчёт", "the report will not print"), 3, ()),
        ),
        best_line=(say("Спросить, у кого ещё так", "Ask who else has it"), say("Посмотреть очередь печати", "Look at the print queue"), say("Перезапустить службу печати", "Restart the print service")),
        truth=(("category", say("Печать", "Printing")), ("impact", say("среднее", "medium")), ("urgency", say("высокая", "high")),
               ("priority", "2"), ("line", "1"), ("team", say("Служба поддержки", "Service desk"))),
        read_next=sample_articles(language)[:1],
        heard=(
            HeardTurn(
                1,
                NASTY,
                (
                    HeardAct("greet", "", "plain", NASTY, "", (_t(language, "добрый день", "hello"),)),
                    HeardAct("jargon", "", "plain", "DHCP", _t(language, "адреса", "addresses"), ()),
                    HeardAct("x", _t(language, "Кабель", "Cable"), "negated", NASTY, "", ()),
                ),
                0.9,
            ),
            HeardTurn(2, "…", (), None),
        ),
        consequences=(
            ConsequenceView("over_escalated", 3, 2, 40, 40, 100, NASTY, say("Вторая линия делает вашу работу.", "Line 2 does your work.")),
            ConsequenceView("breach", 2, 3, 0, 120, 288, "USD", NASTY),
        ),
        handoff=HandoffView(
            yours=(NextStepView(NASTY, 4, True), NextStepView(say("Посмотреть очередь", "Look at the queue"), 2, False)),
            perfect=(NextStepView(say("Посмотреть очередь", "Look at the queue"), 2, False),),
            minutes=6, perfect_minutes=2, loss=3.5, astray=4, dropped=True, questions=(NASTY,),
        ),
    )  # fmt: skip


def sample_articles(language: Language) -> tuple[ArticleView, ...]:
    say = lambda ru, en: _t(language, ru, en)  # noqa: E731
    return (
        ArticleView("print_service", say("Очередь печати стоит", "The print queue is stuck"), say("Печать", "Printing"),
                    say("## Признаки\n\n- задания копятся\n- у соседей то же самое\n\n## Что делать\n\n1. Откройте **очередь**\n2. Выполните `restart`",
                        "## Signs\n\n- jobs pile up\n- neighbours have it too\n\n## What to do\n\n1. Open the **queue**\n2. Run `restart`")),
        ArticleView("wifi", say("Пропал Wi-Fi", "Wi-Fi is gone"), say("Сеть", "Network"), NASTY),
    )  # fmt: skip


class FakePeople:
    """Profiles in a dictionary."""

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}

    def create(self, name: str, language: Language) -> Profile:
        if (
            not name.strip()
            or len(name) > 60
            or any(p.name == name for p in self.profiles.values())
        ):
            raise InvalidInput(field="name")
        profile = Profile(f"person{len(self.profiles) + 1}", name, language, NOW)
        self.profiles[profile.id] = profile
        return profile

    def all(self) -> tuple[Profile, ...]:
        return tuple(self.profiles.values())

    def get(self, profile_id: str) -> Profile | None:
        return self.profiles.get(profile_id)

    def me(self, actor: Actor) -> Profile | None:
        return self.profiles.get(actor.id)

    def set_language(self, actor: Actor, language: Language) -> None:
        self.profiles[actor.id] = replace(self.profiles[actor.id], language=language)


class FakePractice:
    """Attempts in a dictionary; a move is stored once per request key."""

    def __init__(self) -> None:
        self.attempts: dict[str, tuple[str, AttemptView]] = {}
        self.requests: set[str] = set()
        self.made: list[Move] = []
        self.said: list[str] = []
        self.desks: list[str] = []
        self.trouble: Exception | None = None

    def queue(
        self, actor: Actor, language: Language, line: int | None = None, pack: str = ""
    ) -> tuple[QueueItem, ...]:
        self.desks.append(pack)
        say = lambda ru, en: _t(language, ru, en)  # noqa: E731
        subjects = (
            (1, "phone", say("Не печатается отчёт", "The report will not print"), True),
            (1, "chat", say("Не могу войти в почту после отпуска, пароль точно правильный, проверяла три раза", "Cannot get into mail after my holiday; the password is right, I checked it three times"), False),
            (1, "email", say("Пропал общий диск", "The shared drive is gone"), False),
            (2, "colleague", say("Медленно работает сеть на складе", "The warehouse network is slow"), False),
            (3, "colleague", say("База данных CRM отвечает через раз", "The CRM database answers every other time"), False),
        )  # fmt: skip
        return tuple(
            QueueItem(key(number, 100 + n), number, channel, subject, say("Ольга Сидоренко", "Olga Sidorenko"),  # type: ignore[arg-type]
                      say("Бухгалтерия", "Accounting"), say("Главный офис", "Head office"), bot)
            for n, (number, channel, subject, bot) in enumerate(subjects)
            if line in (None, number)
        )  # fmt: skip

    def usual_pack(self, actor: Actor) -> str:
        return "office"

    def start(self, actor: Actor, key: ScenarioKey, language: Language) -> str:
        attempt_id = f"attempt{len(self.attempts) + 1}"
        self.attempts[attempt_id] = (actor.id, sample_view(attempt_id, key.line, language))
        return attempt_id

    def moves_made(self, actor: Actor, attempt_id: str) -> int:
        return self.view(actor, attempt_id).moves_made

    def view(self, actor: Actor, attempt_id: str) -> AttemptView:
        owner, view = self.attempts.get(attempt_id, ("", None))
        if view is None or owner != actor.id:
            raise AttemptNotFound(attempt=attempt_id)
        return view

    def say(
        self, actor: Actor, attempt_id: str, text: str, number: int, request: str
    ) -> AttemptView:
        view = self.view(actor, attempt_id)
        if self.trouble:
            raise self.trouble
        if len(text) > view.message_limit:
            raise MoveNotAllowed("text_too_long", limit=view.message_limit, length=len(text))
        if request in self.requests:
            return view
        self.said.append(text)
        return self._keep(actor, view, request, Event("said", "trainee", number, view.minute, text))

    def move(
        self, actor: Actor, attempt_id: str, move: Move, number: int, request: str
    ) -> AttemptView:
        view = self.view(actor, attempt_id)
        if self.trouble:
            raise self.trouble
        if request in self.requests:
            return view
        self.made.append(move)
        if isinstance(move, FillTicket):
            view = replace(view, ticket=replace(view.ticket, **dict(move.values)))
        if isinstance(move, KeepDraft):
            view = replace(view, drafts={**view.drafts, **dict(move.values)})
        endings: dict[type[Any], str] = {
            Resolve: "resolved",
            Escalate: "escalated",
            Abandon: "abandoned",
        }
        if type(move) in endings:
            view = replace(view, status=endings[type(move)])
        if isinstance(move, PickMeaning):
            view = replace(view, offers=())
        text = {UseTool: "tool", ReadArticle: "article", ReturnTicket: "return"}.get(type(move), "")  # type: ignore[call-overload]
        kind = "used" if isinstance(move, UseTool) else "ticket"
        return self._keep(actor, view, request, Event(kind, "trainee", number, view.minute, text))  # type: ignore[arg-type]

    def _keep(self, actor: Actor, view: AttemptView, request: str, event: Event) -> AttemptView:
        self.requests.add(request)
        view = replace(view, events=(*view.events, event), moves_made=view.moves_made + 1)
        self.attempts[view.attempt_id] = (actor.id, view)
        return view

    def other_moves(self, actor: Actor, attempt_id: str, turn: int) -> tuple[Choice, ...]:
        return (Choice("look", NASTY), Choice("ask", "Ask"))

    def what_if(self, actor: Actor, attempt_id: str, turn: int, tool: str) -> WhatIf:
        debrief = self.debrief(actor, attempt_id)
        return WhatIf(debrief.moves[0], (NASTY,), (NASTY,) if tool == "look" else ())

    def debrief(self, actor: Actor, attempt_id: str) -> Debrief:
        return sample_debrief(self.view(actor, attempt_id))

    def open_attempt(self, actor: Actor) -> str | None:
        return next(
            (i for i, (p, v) in self.attempts.items() if p == actor.id and v.status == "open"),
            None,
        )

    def history(self, actor: Actor) -> tuple[HistoryItem, ...]:
        return tuple(
            HistoryItem(view.attempt_id, view.key, view.line, view.subject, NOW, view.status,
                        None if view.status == "open" else 71.4, None if view.status == "open" else False,
                        0 if view.status == "open" else 1)
            for owner, view in self.attempts.values() if owner == actor.id
        )  # fmt: skip

    def results(self, actor: Actor, offset: int, limit: int) -> HistoryPage:
        done = tuple(one for one in self.history(actor) if one.status != "open")
        return HistoryPage(done[offset:][:limit], len(done))


@dataclass
class FakeReports:
    practice: FakePractice

    def progress(self, actor: Actor, person: str, language: Language) -> Progress:
        say = lambda ru, en: _t(language, ru, en)  # noqa: E731
        done = [i for i in self.practice.history(actor) if i.status != "open"]
        titles = (
            say("Первая линия", "First line"),
            say("Вторая линия", "Second line"),
            say("Третья линия", "Third line"),
        )
        pays = ("35-40", "50-60", "70-80")
        estimate = Estimate(71.4, 64.0, 78.0, 9)
        verdicts: tuple[Verdict, ...] = ("ready", "not_yet", "not_enough")
        points = tuple((NOW + timedelta(days=n), 1 + n % 3, 55.0 + (n * 17) % 40) for n in range(9))
        competencies = tuple(
            (name, Estimate(52.0 + 6 * n, 44.0 + 6 * n, min(100.0, 60.0 + 6 * n), 9))
            for n, name in enumerate(COMPETENCIES)
        )
        return Progress(
            points=points if done else (),
            band=tuple(estimate for _ in points) if done else (),
            competencies=competencies if done else (),
            overall=estimate,
            lines=tuple(
                LineProgress(
                    n,
                    titles[n - 1],
                    say(
                        "Говорит с тем, кто обратился, решает обычные случаи.",
                        "Talks to the caller, solves standard cases.",
                    ),
                    f"{pays[n - 1]} " + say("тыс. руб.", "thousand roubles"),
                    9 if done else 0,
                    6 if done else 0,
                    LineReadiness(
                        n, verdicts[n - 1] if done else "not_enough", estimate, 76.0, 0.4,
                        9 if done else 0, 3, ("areas",), n - 1,
                    ),
                )
                for n in (1, 2, 3)
            ),
            criticals=1 if done else 0,
            changes=(Change("triage", estimate, Estimate(80.0, 74.0, 86.0, 12)),) if done else (),
            this_week=3 if done else 0,
            strengths=(
                (Strength("security", competencies[-1][1], (Call("a-done", "Почта / Mail", 97.0),)),)
                if done
                else ()
            ),
            days=((NOW.date(), 2),) if done else (),
            today=NOW.date(),
            set_aside=1 if done else 0,
            on_hold=("a9", "a8") if done else (),
            unfinished=1,
            cut_origin=say("договорённость", "a convention"),
            next_steps=(say("Спросите сразу, у кого ещё так.", "Ask at once who else has it."),),
        )  # fmt: skip


class FakeHandbook:
    def packs(self, language: Language) -> tuple[tuple[str, str], ...]:
        mobile = _t(language, "Мобильный оператор", "A mobile operator")
        return (("office", _t(language, "Офис", "Office")), ("mobile", mobile))

    def lines(self, pack_id: str, language: Language) -> tuple[LineCard, ...]:
        say = lambda ru, en: _t(language, ru, en)  # noqa: E731
        return tuple(
            LineCard(n, say(f"Линия номер {n}", f"Line number {n}"), say("Помогает людям.", "Helps people."),
                     20 + 15 * n, 30 + 15 * n, say("тыс. руб.", "thousand roubles"),
                     ((say("Сеть", "Network"), say("Кабели и Wi-Fi.", "Cables and Wi-Fi.")),))
            for n in (1, 2, 3)
        )  # fmt: skip

    def priorities(self, pack_id: str) -> tuple[tuple[str, str, int], ...]:
        return tuple(
            (impact, urgency, 5 - i - u)
            for i, impact in enumerate(IMPACTS)
            for u, urgency in enumerate(URGENCIES)
        )

    def policy(self, pack_id: str) -> SimpleNamespace:
        return SimpleNamespace(
            sla={n: SlaTarget(respond=10 * n, resolve=60 * n) for n in range(1, 6)}
        )

    def critical_errors(self, pack_id: str, language: Language) -> tuple[tuple[str, str], ...]:
        return ((_t(language, "Спросили пароль", "Asked for a password"), NASTY),)

    def articles(self, pack_id: str, language: Language, query: str) -> tuple[ArticleView, ...]:
        return tuple(a for a in sample_articles(language) if query.casefold() in a.title.casefold())


class FakeMisses:
    """Two misses of each kind of meaning; adding or forgetting one takes it off the list."""

    def __init__(self) -> None:
        self.records = [
            MissRecord("office", "en", f"«…» {NASTY}", "look_queue", "ask_others", 5, NOW),
            MissRecord("office", "en", "have a squint at the thing", "", "ask_others", 2, NOW),
            MissRecord("office", "en", "mumble", "", "", 1, NOW),
            MissRecord("gone", "en", "hello operator", "", "x", 1, NOW),
        ]
        self.added: list[tuple[str, str]] = []
        self.trouble: Exception | None = None

    def all(self, actor: Actor, language: Language) -> tuple[MissView, ...]:
        tools = {
            "look_queue": _t(language, "Посмотреть очередь печати", "Look at the print queue"),
            "ask_others": _t(language, "Спросить, у кого ещё так", "Ask who else has it"),
        }
        views = []
        for one in self.records:
            known, tool = one.pack == "office", one.chosen or one.nearest
            views.append(
                MissView(
                    record=one,
                    pack_title=_t(language, "Офис", "Office"),
                    meaning=tools.get(tool, "") if known else "",
                    repaired=bool(one.chosen),
                    tool=tool if known and tool in tools else "",
                    phrasing=one.text.replace("«…» ", ""),
                    tools=tuple(Choice(*pair) for pair in tools.items()) if known else (),
                )
            )
        return tuple(views)

    def forget(self, actor: Actor, record: MissRecord) -> None:
        self.records.remove(record)

    def add_phrasing(self, actor: Actor, record: MissRecord, tool: str, phrasing: str) -> None:
        if self.trouble:
            raise self.trouble
        if not tool:
            raise InvalidInput(field="tool", reason="phrasing_tool")
        self.added.append((tool, phrasing))
        self.records.remove(record)


def quiet_mentoring() -> SimpleNamespace:
    """Nobody has a mentor: nothing asked, nothing said, nothing due."""
    said = Said((), (), (), None, {}, None)
    return SimpleNamespace(
        requests=SimpleNamespace(of_attempt=lambda *_: said, possible=lambda _: False),
        assignments=SimpleNamespace(due=lambda *_: ()),
        live=SimpleNamespace(hints=lambda *_: ()),
    )


@dataclass
class FakeServices:
    people: FakePeople = field(default_factory=FakePeople)
    practice: FakePractice = field(default_factory=FakePractice)
    handbook: FakeHandbook = field(default_factory=FakeHandbook)
    misses: FakeMisses = field(default_factory=FakeMisses)
    settings: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(mode="local"))
    mentoring: Any = field(default_factory=quiet_mentoring)
    broken_packs: dict[str, ThreelineError] = field(default_factory=dict)
    compares_words_only: bool = False

    def __post_init__(self) -> None:
        self.local_people = self.people
        self.reports = FakeReports(self.practice)
        self.records = SimpleNamespace(
            exports=SimpleNamespace(readiness_of=lambda actor, person: None)
        )
