"""What the pipeline raises when an input cannot be used at all.

What can be used in part is not raised but counted in the report (`pipeline.report`).
"""

from collections.abc import Iterable


class InputError(Exception):
    """One thing wrong with an input, with its file and place.

    Attributes:
        message: what is wrong and what would mend it.
        file: name of the file, as the project file or the source folder names it.
        place: key path, line, column or hour inside the file; "" where it is the whole file.
    """

    def __init__(self, message: str, file: str, place: str = "") -> None:
        self.message = message
        self.file = file
        self.place = place
        where = f"{file}, {place}" if place else file
        super().__init__(f"{where}: {message}")


class ProjectError(Exception):
    """Everything that is wrong with a project file, at once."""

    def __init__(self, problems: Iterable[InputError]) -> None:
        self.problems: tuple[InputError, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
