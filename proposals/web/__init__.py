"""Everything that knows HTTP: pages, the interface for programs, editors' pages, feeds and tags."""
