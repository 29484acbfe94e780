"""Which pages there are, and whose. A new page is one line here and its title in the texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trainer.domain.people import Actor, Role


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its file is pages/<folder>/<name>.py, its title the text `title`.

    `roles` may open it, in the menu or by its address. `address` is empty for the start page only.
    `in_menu` is False for pages that are reached from elsewhere. `in_local` says that local mode,
    which knows newcomers only, has it too: for everybody, and outside the menu if it is an
    administrator's.
    """

    name: str
    folder: str
    address: str
    title: str
    icon: str
    roles: frozenset[Role]
    in_menu: bool = True
    in_local: bool = False

    def open_to(self, actor: Actor, *, local: bool) -> bool:
        """Whether the person may open the page."""
        return self.in_local if local else bool(self.roles & actor.roles)


_TRAINING: Final[frozenset[Role]] = frozenset({"newcomer", "mentor"})
_STAFF: Final[frozenset[Role]] = frozenset({"newcomer", "mentor", "recruiter", "administrator"})
_MENTOR: Final[frozenset[Role]] = frozenset({"mentor"})
_RECRUITER: Final[frozenset[Role]] = frozenset({"recruiter"})
_CANDIDATE: Final[frozenset[Role]] = frozenset({"candidate"})
_ADMINISTRATOR: Final[frozenset[Role]] = frozenset({"administrator"})


def _newcomer(name: str, icon: str, roles: frozenset[Role] = _TRAINING) -> PageEntry:
    address = "" if name == "today" else name
    title = f"nav.{name}"
    return PageEntry(name, "newcomer", address, title, f":material/{icon}:", roles, in_local=True)


def _admin(name: str, icon: str, *, in_local: bool = False) -> PageEntry:
    title, icon = f"{name}.title", f":material/{icon}:"
    return PageEntry(name, "admin", name, title, icon, _ADMINISTRATOR, in_local=in_local)


def _mentor(name: str, icon: str) -> PageEntry:
    roles = _MENTOR | _ADMINISTRATOR
    return PageEntry(name, "mentor", name, f"{name}.title", f":material/{icon}:", roles)


PAGES: Final[tuple[PageEntry, ...]] = (
    _newcomer("today", "wb_sunny"),
    _newcomer("practice", "support_agent"),
    _newcomer("debrief", "rate_review"),
    _newcomer("progress", "trending_up"),
    _newcomer("handbook", "menu_book", _STAFF),
    PageEntry(
        "records",
        "newcomer",
        "records",
        "mydata.title",
        ":material/folder_shared:",
        _STAFF,
        in_menu=False,
        in_local=True,
    ),
    _mentor("reviews", "fact_check"),
    _mentor("cohort", "groups"),
    _mentor("assignments", "assignment_turned_in"),
    _mentor("live", "visibility"),
    _mentor("calibration", "balance"),
    PageEntry(
        "campaigns",
        "recruiter",
        "campaigns",
        "campaigns.title",
        ":material/how_to_reg:",
        _RECRUITER | _ADMINISTRATOR,
    ),
    PageEntry(
        "candidate",
        "recruiter",
        "candidate",
        "report.title",
        ":material/badge:",
        _RECRUITER | _ADMINISTRATOR,
        in_menu=False,
    ),
    # Candidates have no account: the entry point opens it to whoever carries an invitation's cookie.
    PageEntry(
        "screening",
        "candidate",
        "screening",
        "screening.title",
        ":material/assignment:",
        _CANDIDATE,
        in_menu=False,
    ),
    _admin("people", "group"),
    _admin("audit", "history"),
    _admin("policy", "tune"),
    _admin("health", "monitor_heart"),
    _admin("packs", "inventory_2", in_local=True),
    _admin("studio", "edit_note", in_local=True),
)
"""In the order of the menu. The first one is the start page."""


def page_named(name: str) -> PageEntry:
    """The entry of a page; raises KeyError for a page that is not in the table."""
    return _BY_NAME[name]


def menu_of(actor: Actor, *, local: bool) -> tuple[PageEntry, ...]:
    """The pages of this person's menu. In local mode the administrator's pages are not in it: they
    are for whoever runs the installation, who finds them in the corner."""
    return tuple(
        page
        for page in PAGES
        if page.in_menu
        and page.open_to(actor, local=local)
        and not (local and page.folder == "admin")
    )


_BY_NAME: Final = {page.name: page for page in PAGES}
