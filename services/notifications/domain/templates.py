"""The words of notices, in Welsh and English, as versioned data.

A version that was ever given stays, for the evidence of a notice names it. A new wording is a new
version, which is the one given from then on.
"""

from dataclasses import dataclass

from services.notifications.domain.language import Language

EMAIL_VERSION = 1
INBOX_VERSION = 1


@dataclass(frozen=True)
class Wording:
    """The same words in both languages; neither is ever given without the other."""

    cy: str
    en: str

    def in_order(self, language: Language) -> tuple[str, str]:
        """The recipient's language first; Welsh where that is not known."""
        return (self.en, self.cy) if language is Language.ENGLISH else (self.cy, self.en)


@dataclass(frozen=True)
class EmailTemplate:
    """Names nobody, and tells neither what the update is about nor where it comes from."""

    subject: Wording
    body: Wording


EMAIL = {
    1: EmailTemplate(
        subject=Wording("Mae diweddariad", "There is an update"),
        body=Wording("Mae diweddariad. Mewngofnodwch.", "There is an update. Sign in."),
    ),
}

INBOX = {
    ("small_step_target_shared", 1): Wording(
        "Targed wedi'i rannu â chi", "A target has been shared with you"
    ),
    ("small_step_target_reviewed", 1): Wording(
        "Targed wedi'i adolygu", "A target has been reviewed"
    ),
    ("emergency_access_opened", 1): Wording(
        "Agorwyd mynediad brys at gofnod", "Emergency access to a record was opened"
    ),
}


def email_text(version: int, language: Language, sign_in_url: str) -> tuple[str, str]:
    """The subject and body of an e-mail, both languages in each."""
    template = EMAIL[version]
    subject = " / ".join(template.subject.in_order(language))
    body = "\n".join((*template.body.in_order(language), "", sign_in_url, ""))
    return subject, body
