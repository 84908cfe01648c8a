"""Many changes of tables in one migration operation."""

from typing import Any

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Operations whose models are drawn up at once, before and after all of them.

    Django draws up every related model again for each of them, which with a hundred models around one patient took
    most of the time of a first `migrate`. A model that is made stands after those that it points at; what alters one
    that is made together with it stands in operations of their own.
    """

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "Together", [self.operations], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # what is drawn up already is drawn up anew at the next look, once
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Make {len(self.operations)} changes of tables"
