"""What make calls: set-up, checks, translations, the lock."""
