"""A real mail server for tests: Dovecot as a process of its own, on loopback, in a folder."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

USER, SECRET = "careteam", 's3cret-Ωμέγα ~/"\\'
_CONF = """
protocols = imap
listen = 127.0.0.1
base_dir = {run}
state_dir = {run}
instance_name = recovery_ai
log_path = {folder}/log
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = {mechanisms}
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox {folder_name} {{
    auto = create
    {special}
  }}
}}
"""


class Server(NamedTuple):
    """Where the server listens, and the file with its certificate."""

    plain: int
    tls: int
    certificate: Path


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _program() -> str:
    found = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    assert found, "Dovecot is missing; run: scripts/dovecot"
    return found


@contextmanager
def dovecot(
    folder_name: str = "Letters", special: str = "special_use = \\Drafts", mechanisms: str = "plain"
) -> Iterator[Server]:
    """Run Dovecot until the block ends; its folder is short, since sockets have short paths."""
    with tempfile.TemporaryDirectory(prefix="rai-imap-") as name:
        folder = Path(name)
        me = pwd.getpwuid(os.getuid())
        # Dovecot refuses to read mail as root; a server started by root does it as nobody.
        mail = pwd.getpwnam("nobody") if me.pw_uid == 0 else me
        server = Server(_free_port(), _free_port(), folder / "cert.pem")
        _certificate(folder)
        (folder / "users").write_text(f"{USER}:{{PLAIN}}{SECRET}\n", encoding="utf-8")
        conf = _CONF.format(
            folder=folder,
            run=folder / "run",
            folder_name=folder_name,
            special=special,
            mechanisms=mechanisms,
            internal="dovecot" if me.pw_uid == 0 else me.pw_name,
            group="dovecot" if me.pw_uid == 0 else _group(me),
            login="dovenull" if me.pw_uid == 0 else me.pw_name,
            uid=mail.pw_uid,
            gid=mail.pw_gid,
            plain=server.plain,
            tls=server.tls,
        )
        (folder / "conf").write_text(conf, encoding="utf-8")
        (folder / "mail").mkdir()
        os.chmod(folder, 0o755)
        os.chown(folder / "mail", mail.pw_uid, mail.pw_gid)
        process = subprocess.Popen(
            [_program(), "-F", "-c", str(folder / "conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            _wait(process, server, folder)
            yield server
        finally:
            process.terminate()
            process.communicate(timeout=30)


def _group(me: pwd.struct_passwd) -> str:
    import grp

    return grp.getgrgid(me.pw_gid).gr_name


def _certificate(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip


def _wait(process: subprocess.Popen[bytes], server: Server, folder: Path) -> None:
    """Wait until the server greets; fail with its own words when it does not."""
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", server.plain), timeout=5) as line:
                if line.recv(4).startswith(b"* OK"):
                    return
        except OSError:
            time.sleep(0.05)
    process.terminate()
    log = folder / "log"
    told = log.read_text("utf-8") if log.exists() else ""
    stderr = process.communicate(timeout=30)[1]
    raise AssertionError(f"Dovecot did not start: {stderr!r} {told}")
