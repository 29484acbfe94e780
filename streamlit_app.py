"""The entry point, in two forms: a script run draws pages, an import gives the ASGI app.

`threeline serve` and `uvicorn streamlit_app:app` import it; Streamlit then runs the same file as a
script at every interaction. `streamlit run streamlit_app.py` does both as well.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is not None:
    from trainer.ui.shell import main

    main()
else:
    from trainer.app.front import front_options

    app = st.App(Path(__file__).resolve(), **front_options())
