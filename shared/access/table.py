"""The policy as a table for people: `docs/access.md` holds it, and a test holds them together."""

from shared.access.actions import PURPOSE_OF
from shared.access.rules import RULES, Rule


def table() -> str:
    """Markdown: the rules in their order, then every action with the rules that allow it."""
    return "\n".join([*_rules(), "", *_actions(), ""])


def _rules() -> list[str]:
    head = ["| Rule | Who | Comes in as | Never sees |", "| --- | --- | --- | --- |"]
    return head + [
        f"| `{rule.name}` | {rule.reason} | {rule.kind} | {_list(rule.withheld)} |"
        for rule in RULES
    ]


def _actions() -> list[str]:
    head = ["| Action | Purpose | Allowed by |", "| --- | --- | --- |"]
    return head + [
        f"| `{action}` | {purpose} | {', '.join(_allowing(action))} |"
        for action, purpose in PURPOSE_OF.items()
    ]


def _allowing(action: str) -> list[str]:
    return [_named(rule) for rule in RULES if action in rule.actions]


def _named(rule: Rule) -> str:
    without = f" (without {_list(rule.withheld)})" if rule.withheld else ""
    return f"`{rule.name}`{without}"


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
