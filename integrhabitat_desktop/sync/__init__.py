"""Talks to the hub; no Qt, no SQL.

`pairing.pair` joins a hub with a one-time code, `engine.SyncEngine.run_round` syncs once (`cancel` from any thread),
`schedule` says when the next round is due, `status.sync_status` how things stand, `errors.HubError` what went wrong.
"""
