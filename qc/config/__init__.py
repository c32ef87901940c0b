"""What a run is told: settings and rule options from files and the command line, checked before anything starts."""

from qc.config.config import Config, Layer, load
from qc.config.errors import ConfigError
from qc.config.settings import Settings

__all__ = ["Config", "ConfigError", "Layer", "Settings", "load"]
