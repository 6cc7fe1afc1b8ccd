"""Before the store is open: first run, joining a centre, unlocking, the recovery sheet."""
