"""Who may do what: the one table. Each row is an operation, each column a role.

A cell says whose objects the role may use the operation on: "-" nobody's, "own" one's own, "group"
also those of people in a group one looks after, "any" everybody's. A new operation needs a row here
before its service's own table is believed.
"""

from __future__ import annotations

from typing import Final

from trainer.domain.people import ROLES, Role

_TABLE: Final = """
operation                       newcomer  mentor  recruiter  candidate  administrator

OwnPractice.queue               own       own     -          -          -
OwnPractice.usual_pack          own       own     -          -          -
OwnPractice.start               own       own     -          -          -
OwnPractice.open_attempt        own       own     -          -          -
OwnPractice.history             own       own     -          -          -
OwnPractice.results             own       own     -          -          -
OwnPractice.view                own       own     -          -          -
OwnPractice.moves_made          own       own     -          -          -
OwnPractice.say                 own       own     -          -          -
OwnPractice.move                own       own     -          -          -
OwnPractice.debrief             own       own     -          -          -
OwnPractice.other_moves         own       own     -          -          -
OwnPractice.what_if             own       own     -          -          -
Reports.profile                 own       group   -          -          any
Reports.history                 own       group   -          -          any
Reports.progress                own       group   -          -          any
People.me                       own       own     own        own        own
People.set_language             own       own     own        own        own
Misses.all                      -         -       -          -          any
Misses.forget                   -         -       -          -          any
Misses.add_phrasing             -         -       -          -          any
Regrading.run                   -         -       -          -          any

Accounts.create                 -         -       -          -          any
Accounts.import_csv             -         -       -          -          any
Accounts.page                   -         -       -          -          any
Accounts.get                    own       group   own        own        any
Accounts.set_roles              -         -       -          -          any
Accounts.disable                -         -       -          -          any
Accounts.enable                 -         -       -          -          any
Accounts.set_password           -         -       -          -          any
Accounts.change_password        own       own     own        own        own

Groups.create                   -         -       -          -          any
Groups.rename                   -         -       -          -          any
Groups.all                      -         group   group      -          any
Groups.people                   -         group   -          -          any
Groups.of_person                own       group   own        own        any
Groups.put                      -         -       -          -          any
Groups.take                     -         -       -          -          any

Sessions.of_person              own       own     own        own        any
Sessions.revoke                 own       own     own        own        any
Sessions.revoke_all             own       own     own        own        any

Invitations.invite              -         -       -          -          any
Invitations.renew_password      -         -       -          -          any
Invitations.password_links      -         -       -          -          any
Invitations.all_open            -         -       -          -          any
Invitations.withdraw            -         -       -          -          any

Audit.page                      -         -       -          -          any
Audit.export                    -         -       -          -          any

Exports.table                   own       group   own        -          any
Exports.readiness_of            own       group   -          -          any
Privacy.export                  own       own     own        -          any
Privacy.delete                  own       own     own        -          any
Privacy.consents                own       own     own        own        any
Privacy.withdraw                own       own     own        own        any
Privacy.consent                 own       own     own        own        own
Privacy.left                    -         -       -          -          any
Research.tables                 -         -       -          -          any
Retention.due                   -         -       -          -          any
Retention.run                   -         -       -          -          any
Retention.standing              -         -       -          -          any
Statements.all                  own       group   -          -          any

Assignments.recipients          -         group   -          -          any
Assignments.choices             -         group   -          -          any
Assignments.give                -         group   -          -          any
Assignments.withdraw            -         group   -          -          any
Assignments.given               -         group   -          -          any
Assignments.due                 own       own     -          -          -
Assignments.next_ticket         own       own     -          -          -
Calibration.agreement           -         group   -          -          any
Calibration.drift               -         group   -          -          any
Calibration.disagreements       -         group   -          -          any
Calibration.cuts                -         group   -          -          any
Cohort.page                     -         group   -          -          any
Cohort.mistakes                 -         group   -          -          any
Cohort.common                   -         group   -          -          any
Trainees.open                   -         group   -          -          any
Trainees.tickets                -         group   -          -          any
Comments.add                    -         group   -          -          any
Comments.bank                   -         own     -          -          own
Comments.keep                   -         own     -          -          own
Comments.drop                   -         own     -          -          own
Corrections.correct             -         group   -          -          any
Corrections.hold                -         group   -          -          any
Corrections.release             -         group   -          -          any
Live.open_attempts              -         group   -          -          any
Live.watch                      -         group   -          -          any
Live.whisper                    -         group   -          -          any
Live.hints                      own       own     -          -          -
Live.open_hint                  own       own     -          -          -
BlindRatings.rate               -         group   -          -          any
ReviewRequests.possible         own       own     -          -          -
ReviewRequests.ask              own       own     -          -          -
ReviewRequests.appeal           own       own     -          -          -
ReviewRequests.of_attempt       own       own     -          -          -
ReviewRequests.answer           -         group   -          -          any
Reviews.queue                   -         group   -          -          any
Reviews.open                    -         group   -          -          any
Reviews.close                   -         group   -          -          any

Campaigns.blueprints            -         -       own        -          any
Campaigns.create                -         -       own        -          any
Campaigns.edit                  -         -       own        -          any
Campaigns.close                 -         -       own        -          any
Campaigns.release_feedback      -         -       own        -          any
Campaigns.mine                  -         -       own        -          any
Campaigns.get                   -         -       own        -          any
Campaigns.overview              -         -       own        -          any
Deciding.decide                 -         -       own        -          any
Fairness.impact                 -         -       own        -          any
Feedback.mine                   -         -       -          own        -
Feedback.debrief                -         -       -          own        -
Feedback.dispute                -         -       -          own        -
Feedback.answer                 -         -       own        -          any
Inviting.invite                 -         -       own        -          any
Inviting.invite_csv             -         -       own        -          any
Inviting.renew                  -         -       own        -          any
Inviting.withdraw               -         -       own        -          any
Inviting.withdraw_named         -         -       own        -          any
Leaving.take                    -         -       -          own        -
Leaving.close                   -         -       -          own        -
Leaving.leave                   -         -       -          own        -
Leaving.delete                  -         -       own        -          any
Leaving.delete_named            -         -       own        -          any
Reporting.candidate             -         -       own        -          any
Reporting.compare               -         -       own        -          any
Reporting.evidence              -         -       own        -          any
Reporting.settle                -         -       own        -          any
Reporting.table                 -         -       own        -          any
Sitting.view                    -         -       -          own        -
Sitting.beat                    -         -       -          own        -
Sitting.choose_language         -         -       -          own        -
Sitting.consent                 -         -       -          own        -
Sitting.tell_device             -         -       -          own        -
Sitting.start_practice          -         -       -          own        -
Sitting.end_practice            -         -       -          own        -
Sitting.begin                   -         -       -          own        -
Sitting.next_ticket             -         -       -          own        -
Sitting.attempt                 -         -       -          own        -
Sitting.moves_made              -         -       -          own        -
Sitting.say                     -         -       -          own        -
Sitting.move                    -         -       -          own        -
Sitting.noticed                 -         -       -          own        -
Sitting.declare                 -         -       -          own        -

Policies.get                    -         any     -          -          any
Policies.history                -         any     -          -          any
Policies.preview                -         -       -          -          any
Policies.save                   -         -       -          -          any
Policies.restore                -         -       -          -          any
Health.look                     -         -       -          -          any
"""


def expected() -> dict[str, dict[Role, str]]:
    """The table, by operation and role."""
    lines = [line.split() for line in _TABLE.splitlines() if line.strip()]
    assert tuple(lines[0][1:]) == ROLES
    rows = {name: dict(zip(ROLES, cells, strict=True)) for name, *cells in lines[1:]}
    assert len(rows) == len(lines) - 1, "an operation stands in the table twice"
    return rows
