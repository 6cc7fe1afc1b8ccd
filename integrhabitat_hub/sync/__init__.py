"""How the hub decides: pure rules over what the storage gives; no SQL and no HTTP."""
