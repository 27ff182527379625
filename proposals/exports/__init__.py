"""The comparison outside the browser: plain text for a terminal, JSON for scripts."""
