"""The hub's tables: schema, migrations and every SQL statement of the hub."""
