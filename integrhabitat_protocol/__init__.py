"""What desktop and hub share: the record catalogue and the messages that travel."""
