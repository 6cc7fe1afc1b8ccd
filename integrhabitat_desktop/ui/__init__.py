"""Everything staff see; Qt lives here."""
