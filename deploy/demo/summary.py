"""What is shown when the journey is over."""

from datetime import datetime
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.rule import Rule
from rich.table import Table

from deploy.demo.access import show_access
from deploy.demo.journey import Journey
from deploy.demo.measures import Delay, chronologies, happened, to_the_consumer, to_the_inbox
from deploy.demo.talking import Services
from deploy.demo.tokens import Token, write_tokens
from deploy.demo.travellers import Traveller

SERVICES = ("learners", "assessments", "targets", "notifications")
OF_THE_SERVICES = "service:"


def show(
    console: Console, services: Services, journey: Journey, folder: Path, mail: Path | None
) -> None:
    """Tell what happened and where to look next; tokens are written into `folder`."""
    steps = chronologies(services, journey)
    shown = _one_to_show(journey.children)
    _what_happened(console, journey, happened(steps))
    _how_long(console, services, journey)
    _chronology(console, journey.children[shown], steps[shown])
    show_access(console, services, journey.authority, journey.children[shown])
    _where_to_look(console, services, mail)
    child = journey.children[shown]
    _tokens(console, write_tokens(services, journey.authority, child, folder / "tokens"))


def _one_to_show(children: list[Traveller]) -> int:
    """The first child whose name needs more than English letters."""
    return next((place for place, child in enumerate(children) if not child.name.isascii()), 0)


def _what_happened(console: Console, journey: Journey, counts: Any) -> None:
    console.print(Rule("Beth ddigwyddodd · What happened"))
    roster = journey.roster_import["counts"]
    console.print(
        f"{journey.authority.name}: {roster['schools']} schools, {roster['learners']} learners and"
        f" {roster['staff_members']} staff imported; {len(journey.children)} learners and"
        f" {len(journey.inboxes)} of their parents on the journey."
    )
    table = Table("Gwasanaeth · Service", "Beth", "What", "", box=None, header_style="bold")
    table.columns[3].justify = "right"
    for service in SERVICES:
        things = [(cy, en, count) for (of, cy, en), count in counts.items() if of == service]
        for place, (cy, en, count) in enumerate(things):
            table.add_row("" if place else service, cy, en, str(count))
    console.print(table)


def _how_long(console: Console, services: Services, journey: Journey) -> None:
    console.print(Rule("Pa mor gyflym · How fast"))
    heard = to_the_consumer(services, journey)
    given = to_the_inbox(services, journey)
    console.print(f"From targets, through Kafka, to a notice in notifications: {_told(heard)}")
    console.print(f"From targets to the parent's inbox: {_told(given)}")
    console.print(
        "Measured on every notice of the journey: from the instant targets took in the teacher's"
        " request (happened_at) to the instant notifications acted on it (raised_at, given_at),"
        " all on this machine's clock and while the journey was running.",
        style="dim",
    )


def _told(delay: Delay) -> str:
    return (
        f"median {delay.median * 1000:.0f} ms, 99th percentile {delay.p99 * 1000:.0f} ms"
        f" ({delay.count})"
    )


def _chronology(console: Console, child: Traveller, steps: list[dict[str, Any]]) -> None:
    console.print(Rule(f"Cronoleg {child.name} · Chronology"))
    year = child.learner.year_group
    console.print(f"{child.school.name}, Blwyddyn · Year {year}")
    table = Table("Pryd · When", "Pwy · Who", "Beth · What", "", box=SIMPLE_HEAD, pad_edge=False)
    table.columns[0].no_wrap = True
    for step in steps:
        label = step["label"]
        table.add_row(
            _clock(step["occurred_at"]),
            _who(step["actor"]),
            f"{label['cy']}\n[dim]{label['en']}[/dim]",
            step["service"],
        )
    console.print(table)


def _clock(instant: str) -> str:
    local = datetime.fromisoformat(instant).astimezone()
    return f"{local:%d.%m %H:%M:%S}"


def _who(actor: dict[str, Any]) -> str:
    if actor["name"]:
        return str(actor["name"])
    if actor["id"].startswith(OF_THE_SERVICES):
        return "Llwybr"
    return str(actor["id"])


def _where_to_look(console: Console, services: Services, mail: Path | None) -> None:
    console.print(Rule("Ble i edrych · Where to look"))
    table = Table("Gwasanaeth · Service", "API", "Dogfennau · Documentation", box=None)
    for name in SERVICES:
        table.add_row(name, services.urls[name], f"{services.urls[name]}/docs")
    console.print(table)
    if mail is None:
        console.print("The e-mails, as the parents would get them: docker compose logs mail")
        return
    messages = len(list(mail.glob("*.eml")))
    console.print(f"{messages} e-mails, as the parents would get them: {mail}", soft_wrap=True)


def _tokens(console: Console, tokens: list[Token]) -> None:
    console.print(Rule("Tocyn i bob rôl · A token for each role"))
    for token in tokens:
        console.print(f"[bold]{token.who.role}[/bold]  {token.who.name}")
        console.print(token.example, soft_wrap=True, highlight=False, markup=False)
