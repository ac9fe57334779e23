"""What a calculation says when it cannot give an honest number."""


class CannotCompute(Exception):
    """No number may be shown. `code` names a sentence of the analyses; `details` fill it."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
