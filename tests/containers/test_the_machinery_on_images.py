"""What the tests of the machinery show on a native Postgres and Kafka, the images show as well."""

import os
import re
import subprocess
import sys

import pytest

from tests.containers.compose_file import CONTAINERS, ROOT

MACHINERY = ("appending", "deployment", "evidence", "listening", "on_kafka", "read_models")
LONGEST_SECONDS = 540


@pytest.mark.images
@pytest.mark.usefixtures("engine")
def test_the_machinery_holds_on_the_images_as_it_does_natively() -> None:
    folders = [f"tests/shared/{name}" for name in MACHINERY]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *folders],
        cwd=ROOT,
        env=os.environ | {"LLWYBR_TEST_BACKEND": "images"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=LONGEST_SECONDS,
    )
    postgres, kafka = (CONTAINERS[name]["image"] for name in ("postgres", "kafka"))
    assert f"containers: {postgres}, {kafka}" in done.stdout
    # What is expected to fail (strictly so) is known natively too; nothing may be skipped.
    closing = done.stdout.rstrip().rpartition("\n")[2].strip("= ")
    assert re.fullmatch(r"\d+ passed(, \d+ xfailed)? in .+", closing), done.stdout
