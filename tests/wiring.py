"""The wiring of our services, by name, loaded when a test asks for it."""

import importlib
from typing import Any


def wiring(name: str) -> Any:
    """`services.<name>.wiring`."""
    return importlib.import_module(f"services.{name}.wiring")
