"""What can be read of the pages over all rooms: my learning, and the search."""

from university.home.queries.my_learning import MyLearning, get_my_learning
from university.home.queries.search import Result, search_everything

__all__ = ["MyLearning", "Result", "get_my_learning", "search_everything"]
