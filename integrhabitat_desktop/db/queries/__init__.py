"""Reading statements, one module per area."""
