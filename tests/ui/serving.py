"""A server of the pages on 127.0.0.1: started, killed, and started again on the same data."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

START = 60.0  # seconds


class Serving:
    """The pages as a process of their own.

    Args:
        home: the data folder.
        settings: what `recovery.toml` says.
    """

    def __init__(self, home: Path, settings: str = "") -> None:
        self.home, self.log = home, home / "server.log"
        home.mkdir(parents=True, exist_ok=True)
        (home / "recovery.toml").write_text(settings, encoding="utf-8")
        own = {"RECOVERY_AI_HOME": str(home), "HOME": str(home)}
        self._environment = {**os.environ, **own}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self, **environment: str) -> None:
        """Start the process with more variables, and wait until it answers."""
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "recovery_ai", "ui", "--headless", "--port", str(self.port)],
                cwd=self.home,  # the pages work from any folder
                env={**self._environment, **environment},
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        end = time.monotonic() + START
        while time.monotonic() < end and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"the pages did not start: {self.log.read_text('utf-8')}")

    def kill(self) -> None:
        """End the process at once, as a power cut does."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(20)

    def stop(self) -> None:
        """End the process in good order."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(20)
