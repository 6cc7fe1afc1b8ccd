"""The hub over HTTP: five small endpoints around the exchange and the pairing."""
