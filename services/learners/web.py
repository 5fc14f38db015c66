"""The learners service's web process: `gunicorn services.learners.web:app`."""

from services.learners.wiring import SERVICE, blueprints
from shared.runtime.web import create_app

app = create_app(SERVICE, blueprints)
