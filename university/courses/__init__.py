"""What was loaded from `content/`: course versions, which of them is live, and the catalog built from them.

The database serves, the folder feeds: ``services.load`` takes a reading of the folder into immutable
versions, all or nothing for each course; ``queries.get_catalog`` gives every process the same live
catalog, read again only when its revision number rises.
"""
