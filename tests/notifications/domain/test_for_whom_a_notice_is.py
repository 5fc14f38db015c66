"""Of each thing that a notice may be about: whom it is for."""

from services.notifications.domain.notice_messages import About, Audience, audience_of


def test_an_emergency_is_for_those_who_guard_privacy_and_all_else_is_for_the_family() -> None:
    privacy = {about for about in About if audience_of(about) is Audience.PRIVACY_OFFICERS}
    family = {about for about in About if audience_of(about) is Audience.FAMILY}
    assert privacy == {About.EMERGENCY_ACCESS_OPENED}
    assert family == {About.SMALL_STEP_TARGET_SHARED, About.SMALL_STEP_TARGET_REVIEWED}
