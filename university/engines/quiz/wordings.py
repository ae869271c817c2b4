"""What somebody typed in; whether it is one of the wordings or numbers of a question, out."""

from university.engines.catalog.model import Option, Question, QuestionKind
from university.engines.catalog.wording import plain, read_number, same_wording


def option_given(question: Question, typed: str) -> Option | None:
    """Give the wording or number that was typed: a right one, a frequent mistake, or "anything else".

    None if nothing was typed, or the question has no option for whatever else is given.
    """
    if not typed.strip():
        return None
    fits = _fits_number if question.kind is QuestionKind.NUMBER else _fits_wording
    named = sorted((one for one in question.options if not one.is_other), key=lambda one: not one.is_right)
    found = next((option for option in named if fits(option, typed)), None)
    return found or next((option for option in question.options if option.is_other), None)


def _fits_wording(option: Option, typed: str) -> bool:
    return same_wording(plain(option.text)) == same_wording(typed)


def _fits_number(option: Option, typed: str) -> bool:
    number = read_number(typed)
    if number is None or option.low is None:
        return False
    return option.low <= number <= (option.low if option.high is None else option.high)
