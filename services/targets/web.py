"""The targets service's web process: `gunicorn services.targets.web:app`."""

from services.targets.wiring import SERVICE, blueprints
from shared.runtime.web import create_app

app = create_app(SERVICE, blueprints)
