"""What one database needs and the other does not."""

from django.db import connection


def refresh_statistics() -> None:
    """After a great many rows in one transaction, so that the next questions are planned for them.

    PostgreSQL looks by itself once a minute, and not inside a transaction: meanwhile it would take
    full tables for empty ones. SQLite plans by its indexes alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
