"""Postgres refuses to run as root: who runs it instead, and which folders that user can enter."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

USER = "llwybr"
NOBODY = "nobody"
ANYONE_ENTERS = stat.S_IXOTH
ANYONE_READS = stat.S_IROTH | stat.S_IRGRP


@dataclass(frozen=True)
class Identity:
    """A user and group of this machine."""

    name: str
    uid: int
    gid: int


def identity_for_postgres() -> Identity | None:
    """The user Postgres runs as when we are root, made where missing; None: as ourselves."""
    if os.geteuid() != 0:
        return None
    entry = _entry(USER) or _made(USER) or pwd.getpwnam(NOBODY)
    return Identity(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _made(name: str) -> pwd.struct_passwd | None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if useradd is not None:
        subprocess.run([useradd, "--system", "--no-create-home", name], check=False)
    return _entry(name)


def anyone_can_enter(folder: Path) -> bool:
    """May every user of the machine go through all folders above this one, and into it?"""
    path = folder.resolve()
    return all(one.stat().st_mode & ANYONE_ENTERS for one in (path, *path.parents))


def let_anyone_read(tree: Path) -> None:
    """Give every user leave to read what is in a folder, and run what its owner can run."""
    for path in (tree, *tree.rglob("*")):
        if path.is_symlink():
            continue
        mode = path.stat().st_mode
        runs = ANYONE_ENTERS | stat.S_IXGRP if mode & stat.S_IXUSR else 0
        path.chmod(mode | ANYONE_READS | runs)
