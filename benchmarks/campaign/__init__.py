"""What becomes of the site when machines and people do their worst: `make campaign`.

It starts a copy of the site with gunicorn, on SQLite and on PostgreSQL, kills, fills, locks,
restarts and floods it, speaks to it through HTTP alone, and holds what was acknowledged against
what is stored. `site` is that copy, `visitor` and `editor` are who visits it, `scenarios` what
happens to it, `figures` what is measured and when that is a failure.
"""
