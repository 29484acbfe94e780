"""Reviews: what waits for a mentor, or the attempt that the address names."""

from trainer.ui.guard import guard
from trainer.ui.links import attempt_in_address
from trainer.ui.review_open import show_review
from trainer.ui.reviews_view import show_reviews

context = guard("reviews")
attempt_id = attempt_in_address()
if attempt_id:
    show_review(context, attempt_id)
else:
    show_reviews(context)
