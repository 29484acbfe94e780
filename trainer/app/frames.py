"""Records as pandas DataFrames: `import trainer; trainer.attempts()`.

The functions are offered by the package itself (see `trainer/__init__.py`); pandas and the database
are not touched before the first call. Columns are those of docs/records.md.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from trainer.domain.language import Language
from trainer.services.records.columns import What

if TYPE_CHECKING:
    import pandas as pd


def attempts(database_url: str | None = None) -> pd.DataFrame:
    """One row an attempt, open ones as well, with the mean of each competency (0 to 100).

    `database_url` is an SQLAlchemy URL; None means the database of the settings. Times are UTC.
    Whoever can read the database sees everybody. Raises InvalidInput for a bad URL or setting and
    StoreUnavailable where the database cannot be opened.
    """
    return _frame("attempts", database_url)


def scores(database_url: str | None = None, language: Language = "en") -> pd.DataFrame:
    """One row a criterion of each attempt's newest grade: level 0 to 3, evidence, explanation and
    better move in `language`; a critical error is a row without a level. See `attempts`."""
    return _frame("scores", database_url, language)


def moves(database_url: str | None = None) -> pd.DataFrame:
    """One row a move of every attempt's log, with the words said. See `attempts`."""
    return _frame("moves", database_url)


def readiness(database_url: str | None = None) -> pd.DataFrame:
    """One row a line, competency and the whole for each person, with the 90 % interval. See
    `attempts`."""
    return _frame("readiness", database_url)


def _frame(what: What, database_url: str | None, language: Language = "en") -> pd.DataFrame:
    from dataclasses import replace

    import pandas as pd

    from trainer.app.records import OPERATOR
    from trainer.app.wiring import wire
    from trainer.settings import read_settings

    settings = read_settings(os.environ)
    if database_url is not None:
        settings = read_settings({**os.environ, "THREELINE_DATABASE_URL": database_url})
    # The encoder understands free text, which nobody needs for reading records.
    records = wire(replace(settings, encoder=False)).records
    table = records.exports.table(OPERATOR, what, language)
    kinds = {
        "text": "string",
        "whole": "Int64",
        "number": "Float64",
        "yes_no": "boolean",
        "time": "datetime64[us, UTC]",
    }
    frame = pd.DataFrame.from_records(
        list(table.rows), columns=[column.name for column in table.columns]
    )
    return frame.astype({column.name: kinds[column.kind] for column in table.columns})
