"""What can be refused: a call of the bot, with Telegram's own words, or an act no person could do."""


class ApiError(Exception):
    """Telegram's refusal of a call: an HTTP status, the description it gives, seconds to wait on a 429, and where a
    group has gone."""

    def __init__(
        self, code: int, description: str, retry_after: int | None = None, moved_to: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.moved_to = moved_to


class Impossible(Exception):
    """A virtual person tried what a chat client would not let them do."""


def bad_request(reason: str) -> ApiError:
    """A 400 with the reason."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """A 403 with the reason."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """A 409 with the reason."""
    return ApiError(409, f"Conflict: {reason}")


def too_many(seconds: int) -> ApiError:
    """A 429 that says how many seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", seconds)


def migrated(chat: int) -> ApiError:
    """A 400 that says which chat the group has become."""
    return ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", moved_to=chat)
