"""What mentors and the trainee said about an attempt, read for either of them."""

from __future__ import annotations

from dataclasses import replace

from trainer.services.mentoring.ports import CommentStore, ReviewStore
from trainer.services.mentoring.views import Said
from trainer.services.ports import AttemptRecord, ProfileStore


class Sayings:
    """Reads comments, corrections, wishes and holds together. Callers have checked who may ask."""

    def __init__(
        self, reviews: ReviewStore, comments: CommentStore, profiles: ProfileStore
    ) -> None:
        self._reviews = reviews
        self._comments = comments
        self._profiles = profiles

    def of(self, record: AttemptRecord, *, blind: bool = False) -> Said:
        """All of it; for a blind rating nothing that tells of scores."""
        requests = tuple(self._reviews.requests(record.id))
        comments = tuple(self._comments.of_attempt(record.id))
        corrections = () if blind else tuple(self._reviews.corrections(record.id))
        if blind:
            requests = tuple(replace(one, text="", answer="", criterion="") for one in requests)
            comments = ()
        hold = self._reviews.held(record.id)
        people = {one.made_by for one in comments} | {one.made_by for one in corrections}
        people |= {one.answered_by for one in requests if one.answered_by}
        people |= {hold.made_by} if hold else set()
        return Said(
            requests=requests,
            corrections=corrections,
            comments=comments,
            hold=None if blind else hold,
            names={one: self.name(one) for one in people},
            counted=record.overall if corrections else None,
        )

    def name(self, profile_id: str) -> str:
        """The person's name; their id where the profile is gone."""
        profile = self._profiles.get(profile_id)
        return profile.name if profile else profile_id
