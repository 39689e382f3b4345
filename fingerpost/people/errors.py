"""What an action of this room says when it cannot do what it is asked."""


class RefusedError(ValueError):
    """An action that cannot be: the message says why and what to do, in the reader's language; `field` names what is at
    fault, where there is one."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
