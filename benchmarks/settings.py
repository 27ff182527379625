"""The settings of the site as it is deployed, with the addresses and the folder of the benchmark.

The variables are set by `benchmarks.process`; BENCHMARK_FOLDER is where files may be written.
"""

import os
from pathlib import Path

from config.settings import *  # noqa: F403

_FOLDER = Path(os.environ["BENCHMARK_FOLDER"])
ROOT_URLCONF = "benchmarks.urls"
STATIC_ROOT = _FOLDER / "static"
BUILT_STATIC = _FOLDER / "built"
