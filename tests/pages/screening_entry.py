"""An entry point of the tests' own: the three pages of screening for whoever the test says."""

from __future__ import annotations

import streamlit as st

from tests.pages.screening_stage import STAGE
from trainer.app.places import front_folder
from trainer.ui.boundary import calm, show_notice
from trainer.ui.context import Context, entered
from trainer.ui.strings import words
from trainer.ui.visit import Visit, visiting

folder = front_folder() / "pages"
pages = [
    st.Page(folder / "recruiter" / "campaigns.py", url_path="campaigns", default=True),
    st.Page(folder / "recruiter" / "candidate.py", url_path="candidate"),
    st.Page(folder / "candidate" / "screening.py", url_path="screening"),
]
page = st.navigation(pages, position="hidden")
own = words(STAGE.language)
if page.url_path == "screening":
    with visiting(Visit(STAGE.services, own)), calm(own):
        page.run()
else:
    context = Context(STAGE.services, STAGE.profile, own, STAGE.actor, lambda: STAGE.actor)
    show_notice()
    with entered(context), calm(own):
        page.run()
