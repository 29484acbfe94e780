"""An almost empty chat app on the product's own server settings, to compare a turn with."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is not None:
    st.title("Almost empty")
    said = st.chat_input("Say something", key="say")
    st.write(said or "nothing yet")
else:
    app = st.App(Path(__file__).resolve())
