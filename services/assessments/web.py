"""The assessments service's web process: `gunicorn services.assessments.web:app`."""

from services.assessments.wiring import SERVICE, blueprints
from shared.runtime.web import create_app

app = create_app(SERVICE, blueprints)
