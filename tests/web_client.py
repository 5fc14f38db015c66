"""Flask's test client on the real application of a service, with a token per role."""

from dataclasses import dataclass
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from tests.issuing import Issuer
from tests.relating import SCHOOL, Relations, person
from tests.stores import Store


@dataclass(frozen=True)
class WebClient:
    """The application of one service, as people of one authority use it."""

    app: Flask
    issuer: Issuer
    authority: str
    store: Store

    @property
    def relations(self) -> Relations:
        """Who stands how to whom."""
        return Relations(self.store, self.authority)

    def acting(self, role: str, subject: str = "", at: UUID = SCHOOL) -> FlaskClient:
        """Flask's test client for `subject`, who holds the post that goes with the role `at`.

        `client.acting("alnco").get("/…")`.
        """
        who = person(subject or f"a-{role}")
        self.relations.post_of(who, role, at)
        return self.bearing(self.issuer.token(role, str(who), self.authority))

    def bearing(self, token: str) -> FlaskClient:
        """The same with a token of the test's own."""
        client = self.app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        return client
