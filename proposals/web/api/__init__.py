"""The interface for programs: what readers see, as JSON, read only and without a key."""
