"""Parquet for programs: typed columns, a row group at a time."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from trainer.services.cell_text import storable
from trainer.services.records.columns import Column, Value
from trainer.services.records.exports import Export

if TYPE_CHECKING:
    import pyarrow as pa

GROUP: Final = 5000
"""Rows of a row group, which is what is held in memory."""


def write_parquet(export: Export, path: Path) -> int:
    """Write the table; the number of rows. Times are microseconds in UTC."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(export.columns)
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while rows := list(islice(export.rows, GROUP)):
            columns = zip(*rows, strict=True)
            arrays = [
                pa.array([_value(one) for one in values], field.type)
                for field, values in zip(schema, columns, strict=True)
            ]
            writer.write_table(pa.table(arrays, schema=schema))
            count += len(rows)
        if not count:
            writer.write_table(schema.empty_table())
    return count


def arrow_schema(columns: tuple[Column, ...]) -> pa.Schema:
    """The Arrow types of these columns; every one may be empty."""
    import pyarrow as pa

    kinds: dict[str, Any] = {
        "text": pa.string(),
        "whole": pa.int64(),
        "number": pa.float64(),
        "yes_no": pa.bool_(),
        "time": pa.timestamp("us", tz="UTC"),
    }
    return pa.schema([pa.field(column.name, kinds[column.kind]) for column in columns])


def _value(value: Value) -> Value:
    return storable(value) if isinstance(value, str) else value
