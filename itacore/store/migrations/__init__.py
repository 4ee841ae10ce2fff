"""Changes of the workspace's tables from version to version, oldest first.

To add one: change ``store/schema.py``, put a file with the next number into ``versions`` and its revision at
the end of ``REVISIONS``. A database whose revision is not named here was made by a newer program.
"""

REVISIONS = ("0001", "0002")
VERSION_TABLE = "workspace_version"
