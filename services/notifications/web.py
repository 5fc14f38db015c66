"""The notifications service's web process: `gunicorn services.notifications.web:app`."""

from services.notifications.wiring import SERVICE, blueprints
from shared.runtime.web import create_app

app = create_app(SERVICE, blueprints)
