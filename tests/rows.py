"""What the database holds, as a test looks at it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from amane_desktop.office.office import Office
from amane_desktop.storage.database import Base


def rows_of(office: Office, model: type[Base]) -> list[dict[str, Any]]:
    """Every row of a table by its number, without its version."""
    columns = [column for column in model.__table__.c if column.key != "version"]
    with Session(office._engine) as session:
        rows = session.execute(select(*columns).order_by(model.id))
        return [dict(row) for row in rows.mappings()]
