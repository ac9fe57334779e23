from django.db import connection


def is_database_up() -> bool:
    """One question to the database. Raises DatabaseError when it does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())
