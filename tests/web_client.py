"""Flask's test client on the real application of a service, with a token per role."""

from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient

from tests.issuing import Issuer


@dataclass(frozen=True)
class WebClient:
    """The application of one service, as people of one authority use it."""

    app: Flask
    issuer: Issuer
    authority: str

    def acting(self, role: str, subject: str | None = None) -> FlaskClient:
        """Flask's test client for `subject` in a role: `client.acting("alnco").get("/…")`."""
        return self.bearing(self.issuer.token(role, subject, self.authority))

    def bearing(self, token: str) -> FlaskClient:
        """The same with a token of the test's own."""
        client = self.app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        return client
