"""The command ``serve`` prints its address, stops cleanly, keeps what it has answered, and can be used by strangers."""

import contextlib
import gzip
import json
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from bs_validate.adapters.asgi import app
from bs_validate.cli.main import main
from bs_validate.serve import protocol, run
from support.places import ROOT
from support.served import Served, served

HOST = {"hosts": [{"firstname": "Jan", "lastname": "Kowalski"}]}


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_command_stops_cleanly(stop: signal.Signals) -> None:
    """Ctrl-C and a signal to terminate end it with status 0, even while a client keeps its connection open."""
    with served() as server, httpx.Client() as client:
        assert client.post(f"{server.url}/hosts", json=HOST).status_code == 201
        server.process.send_signal(stop)
        assert server.stop() == 0
    assert server.log == [
        f"listening on {server.url}/ (Ctrl-C to stop)",
        "POST /api/v3/hosts 201",
        "stopped",
    ]


def test_the_log_has_codes_and_no_values_and_no_tokens() -> None:
    """Values of the body, the path, the query and the headers are left out."""
    secret = "canary-7c1"  # noqa: S105  # not a real secret
    with served() as server, httpx.Client(headers={"authorization": f"Bearer {secret}"}) as client:
        client.post(f"{server.url}/hosts", json={"hosts": [{"firstname": secret, secret: 1, "email": secret}]})
        client.get(f"{server.url}/hosts/{secret}", params={"access_token": secret, secret: secret})
        client.get(f"{server.origin}/{secret}")
        client.request("PURGE", f"{server.url}/hosts")
        server.stop()
    assert secret not in "\n".join(server.log)
    assert server.log[1:-1] == [
        "POST /api/v3/hosts 422 unknown_field,email,required",
        "GET /api/v3/hosts/… 404 not_found",
        "GET … 404 not_found",
        "PURGE /api/v3/hosts 405 method_not_allowed",
    ]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--port", "70000"], "must be a number from 0 to 65535"),
        (["--to", "ftp://example.com"], "--to must be the URL of a server"),
        (["--to", "https://"], "--to must be the URL of a server"),
        (["--to", "https://a b"], "--to must be the URL of a server"),
        (["--to", "https://example.com", "--data", "x"], "--to cannot be used with --data or --seed"),
        (["--responses"], "--responses needs --to"),
        (["--seed", "no-such-file.json"], "no-such-file.json: no such file or directory"),
        (["--seed", str(ROOT / "pyproject.toml")], "there are no complete and valid records in it"),
        (["--data", str(ROOT / "README.md")], "file is not a database"),
        (["--host", "192.0.2.1"], "cannot listen on 192.0.2.1"),
        (["--host", "[2001:db8::1]"], "cannot listen on 2001:db8::1, port 0: "),
        (["--host", ""], "argument --host: must be an address"),
        (["--data", ""], "argument --data: must be the name of a file"),
        (["--to", "https://me:secret@example.com"], "--to must not contain a user name or a password"),
    ],
)
def test_a_failure_to_start_is_explained(arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 2."""
    assert main(["serve", "--port", "0", *arguments]) == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("proxy", [[], ["--to", "https://example.com"]])
def test_schemas_without_operations_are_not_served(proxy: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The mock would answer everything with 404, and the proxy would pass everything unchecked."""
    (tmp_path / "tag.create.json").write_text('{"type": "object", "properties": {"tags": {"type": "array"}}}')
    assert main(["serve", "--port", "0", "--schemas", str(tmp_path), *proxy]) == 2
    assert f"{tmp_path}: there are no operations to serve; they are read from its openapi.json" in capsys.readouterr().err


def test_the_database_of_another_program_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The mock would add its tables to it."""
    with contextlib.closing(sqlite3.connect(tmp_path / "app.sqlite3")) as database:
        database.execute("CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT)")
    before = (tmp_path / "app.sqlite3").read_bytes()
    assert main(["serve", "--port", "0", "--data", str(tmp_path / "app.sqlite3")]) == 2
    assert "app.sqlite3: file is the database of another program" in capsys.readouterr().err
    assert (tmp_path / "app.sqlite3").read_bytes() == before


def test_an_identifier_too_large_for_the_file_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records in memory have no such limit."""
    record = json.loads((ROOT / "tests/examples/host-response.json").read_text())["hosts"][0] | {"id": 2**63}
    (tmp_path / "hosts.json").write_text(json.dumps({"hosts": [record], "links": {}, "meta": {}}))
    assert main(["serve", "--port", "0", "--seed", str(tmp_path / "hosts.json"), "--data", str(tmp_path / "m.sqlite")]) == 2
    assert "hosts.json: an identifier is larger than SQLite can store" in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """The message has the reason."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert f"cannot listen on 127.0.0.1, port {port}: address already in use" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "contacts", "hosts"),
    [
        ("tests/recordings/vcr-faraday.yml", 1, 0),
        ("tests/recordings/mitmproxy-hardump-pretty.har", 0, 1),
    ],
)
def test_the_command_loads_the_records_of_a_recording(file: str, contacts: int, hosts: int) -> None:
    """Only records in the answers are loaded, so none from a request is there twice."""
    with served("--seed", str(ROOT / file)) as server:
        found = [len(httpx.get(f"{server.url}/{name}").json()[name]) for name in ("contacts", "hosts")]
    assert found == [contacts, hosts]


def test_an_update_that_lacks_required_fields_is_not_loaded(tmp_path: Path) -> None:
    """The record would lack them too, and no server answers with such a record."""
    whole = {"firstname": "Jan", "lastname": "Kowalski", "email": None}
    (tmp_path / "update.json").write_text(json.dumps({"hosts": [{"email": "jan@example.com"}]}))
    (tmp_path / "update-all.json").write_text(json.dumps({"hosts": [whole]}))
    with served("--seed", str(tmp_path / "update-all.json")) as server:
        found = httpx.get(f"{server.url}/hosts?fields=firstname,lastname,email").json()["hosts"]
    assert found == [whole]
    assert main(["serve", "--port", "0", "--seed", str(tmp_path / "update.json")]) == 2


def test_the_command_loads_payloads_of_creates(tmp_path: Path) -> None:
    """The file has one payload per line. Each record in it becomes a new one, unless it is invalid. It may lack its envelope.

    The same records come from standard input too.
    """
    lines: tuple[Any, ...] = (HOST, {"hosts": [{}, *HOST["hosts"]]}, HOST["hosts"][0] | {"email": "jan@example.com"})
    file = tmp_path / "hosts.create.ndjson"
    file.write_text("\n".join(map(json.dumps, lines)))
    with file.open("rb") as opened, served("--seed", str(file), "--seed", "-", stdin=opened) as server:
        assert [one["id"] for one in httpx.get(f"{server.url}/hosts").json()["hosts"]] == [1, 2, 3, 4, 5, 6]
        assert server.log[:2] == [f"{one}: 3 records (1 left out: incomplete or invalid)" for one in (file, "-")]


@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.nightly)])
def test_a_kill_loses_no_write_that_was_answered(tmp_path: Path, kills: int) -> None:
    """The server is killed repeatedly while clients write, and every record that was answered exists at the end."""
    data = tmp_path / "mock.sqlite"
    answered: set[str] = set()
    for round_ in range(kills):
        server = Served("--data", str(data))
        threads = [threading.Thread(target=_write, args=(server.url, f"{round_}-{index}", answered)) for index in range(4)]
        for thread in threads:
            thread.start()
        enough = len(answered) + 20 + round_ % 17
        until = time.monotonic() + 20
        while len(answered) < enough and time.monotonic() < until:
            time.sleep(0.001)
        server.process.kill()
        for thread in threads:
            thread.join()
        server.stop()
    with served("--data", str(data)) as server:
        kept = set()
        page: str | None = f"{server.url}/hosts?per_page=1000&fields=firstname"
        while page is not None:
            document = httpx.get(page).json()
            kept |= {one["firstname"] for one in document["hosts"]}
            page = document["meta"]["Link"].get("next")
    assert len(answered) > 20 * kills
    assert answered <= kept


def _write(url: str, name: str, answered: set[str]) -> None:
    """Create hosts until the server is gone."""
    with httpx.Client() as client:
        for number in range(100_000):
            host = {"firstname": f"{name}-{number}", "lastname": "Doe"}
            try:
                response = client.post(f"{url}/hosts", json={"hosts": [host]})
            except httpx.TransportError:
                return
            if response.status_code == 201:
                answered.add(host["firstname"])


def test_broken_and_huge_clients_do_not_harm_the_others() -> None:
    """Clients send bytes that are not HTTP, an endless head, no body or one that is too large, and a hundred requests at once."""
    with served() as server:
        port = int(server.origin.rpartition(":")[2])
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]
        for index, connection in enumerate(idle):
            part = (b"\x16\x03\x01\x00", b"POST /api/v3/hosts HTTP/1.1\r\nHost: x\r\n", b"", b"GET / HTTP/9.9\r\n\r\n")[index % 4]
            connection.sendall(part)
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall(b"POST /api/v3/hosts HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
            assert httpx.post(f"{server.url}/hosts", json=HOST).status_code == 201
        large = httpx.post(f"{server.url}/hosts", content=b" " * (11 * 2**20), headers={"content-type": "application/json"})
        assert large.status_code == 413
        with socket.create_connection(("127.0.0.1", port)) as liar:
            liar.sendall(b"POST /api/v3/hosts HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")
            assert b" 413 " in liar.recv(4096)
        for connection in idle:
            connection.close()
        assert httpx.get(f"{server.url}/hosts").status_code == 200
        assert server.stop() == 0
    assert not [line for line in server.log if "error" in line.lower()]


@pytest.mark.parametrize("lengths", [b"Content-Length: 11534336\r\n", b"Transfer-Encoding: chunked\r\n"])
def test_a_client_that_sends_its_whole_body_first_gets_the_refusal(lengths: bytes) -> None:
    """The rest of a body that is too large is read, so that the answer arrives before the connection ends."""
    body = b" " * (11 * 2**20)
    with served() as server, socket.create_connection(("127.0.0.1", int(server.origin.rpartition(":")[2]))) as client:
        client.sendall(b"POST /api/v3/hosts HTTP/1.1\r\nHost: x\r\n" + lengths + b"\r\n")
        client.sendall(body if lengths.startswith(b"C") else b"b00000\r\n" + body + b"\r\n0\r\n\r\n")
        time.sleep(0.2)
        client.settimeout(protocol.LINGER_SECONDS - 1)
        answer = b"".join(iter(lambda: client.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert answer.endswith(b"}")
        client.close()
        assert server.stop() == 0


def test_a_head_without_an_end_is_not_kept() -> None:
    """A client that never ends its head is cut off, also after another request on the same connection."""
    with served() as server, socket.create_connection(("127.0.0.1", int(server.origin.rpartition(":")[2]))) as endless:
        for begin in (b"GET /api/v3/hosts HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /api/v3/hosts HTTP/1.1\r\nX-Long: "):
            endless.sendall(begin)
            time.sleep(0.1)
        with pytest.raises(OSError, match=r"reset|Broken pipe"):
            _send_endlessly(endless)
        assert httpx.get(f"{server.url}/hosts").status_code == 200


def _send_endlessly(connection: socket.socket) -> None:
    for _ in range(5_000):
        connection.sendall(b"x" * 4096)
        time.sleep(0.0005)


def test_a_client_that_sends_no_head_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a client is cut off even if it sends single bytes slowly."""
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.3)
    listener = run.listening("127.0.0.1", 0)
    running = run.server(app(), lambda _: None, adds_date=True)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        with socket.create_connection(listener.getsockname()) as slow:
            slow.settimeout(10)
            slow.sendall(b"GET /api/v3/hosts HTTP/1.1\r\nHo")
            assert slow.recv(1) == b""
        assert httpx.get(f"{run.address(listener)}/api/v3/hosts").status_code == 200
    finally:
        running.should_exit = True
        thread.join(timeout=20)


@pytest.mark.parametrize("program", ["curl", "node", "ruby", "php"])
def test_programs_in_other_languages_can_use_the_mock(program: str) -> None:
    """They create a host, read it, and show why another one is refused."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    with served() as server:
        run = subprocess.run(  # noqa: S603  # the program under test
            [program, *_PROGRAMS[program](server.url)], capture_output=True, text=True, check=False, timeout=60
        )
    assert run.stdout.split() == ["201", "Jan", "422", "lastname"], run.stderr


_NODE = """
const url = process.argv[1], headers = {"Content-Type": "application/vnd.api+json"};
const send = body => fetch(`${url}/hosts`, {method: "POST", headers, body: JSON.stringify(body)});
const made = await send({hosts: [{firstname: "Jan", lastname: "Kowalski"}]});
const id = (await made.json()).hosts[0].id;
const read = await (await fetch(`${url}/hosts/${id}`)).json();
const refused = await send({hosts: [{firstname: "Jan"}]});
console.log(made.status, read.hosts[0].firstname, refused.status, (await refused.json()).errors[0].field);
"""
_RUBY = """
require "json"; require "net/http"
url = ARGV[0]; headers = {"Content-Type" => "application/vnd.api+json"}
made = Net::HTTP.post(URI("#{url}/hosts"), {hosts: [{firstname: "Jan", lastname: "Kowalski"}]}.to_json, headers)
id = JSON.parse(made.body)["hosts"][0]["id"]
read = JSON.parse(Net::HTTP.get(URI("#{url}/hosts/#{id}")))
refused = Net::HTTP.post(URI("#{url}/hosts"), {hosts: [{firstname: "Jan"}]}.to_json, headers)
puts made.code, read["hosts"][0]["firstname"], refused.code, JSON.parse(refused.body)["errors"][0]["field"]
"""
_PHP = r"""
function send($url, $body) {
    $header = "Content-Type: application/vnd.api+json";
    $http = ["method" => "POST", "header" => $header, "content" => $body, "ignore_errors" => true];
    $answer = file_get_contents($url, false, stream_context_create(["http" => $http]));
    return [explode(" ", $http_response_header[0])[1], json_decode($answer, true)];
}
$url = $argv[1];
[$made, $record] = send("$url/hosts", json_encode(["hosts" => [["firstname" => "Jan", "lastname" => "Kowalski"]]]));
$read = json_decode(file_get_contents("$url/hosts/" . $record["hosts"][0]["id"]), true);
[$refused, $errors] = send("$url/hosts", json_encode(["hosts" => [["firstname" => "Jan"]]]));
echo "$made ", $read["hosts"][0]["firstname"], " $refused ", $errors["errors"][0]["field"];
"""


def _curl(url: str) -> list[str]:
    """Return the arguments for three requests, each with its own output."""
    post = ["--silent", "-X", "POST", "-H", "Content-Type: application/json"]
    made = [*post, "-d", json.dumps(HOST), "-o", "/dev/null", "-w", "%{http_code} Jan ", f"{url}/hosts"]
    refused = [*post, "-d", '{"hosts": [{"firstname": "Jan"}]}', "-o", "/dev/null", "-w", "%{http_code} lastname", f"{url}/hosts"]
    return [*made, "--next", *refused]


_PROGRAMS: dict[str, Callable[[str], list[str]]] = {
    "curl": _curl,
    "node": lambda url: ["--input-type=module", "-e", _NODE, url],
    "php": lambda url: ["-r", _PHP, "--", url],
    "ruby": lambda url: ["-e", _RUBY, url],
}


def test_a_seed_may_be_compressed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A gzip file is unpacked, whatever its name; a damaged archive is reported."""
    packed = gzip.compress((ROOT / "tests" / "examples" / "host-response.json").read_bytes())
    file = tmp_path / "host-response.json"
    file.write_bytes(packed)
    with served("--seed", str(file)) as server:
        assert len(httpx.get(f"{server.url}/hosts").json()["hosts"]) == 1
    for name, data, reason in (
        ("cut.json", packed[:-9], "is damaged: the gzip data is cut off"),
        ("cut.har.zip", b"PK", "cannot be unpacked"),
    ):
        (tmp_path / name).write_bytes(data)
        assert main(["serve", "--port", "0", "--seed", str(tmp_path / name)]) == 2
        assert f"{name}: {reason}" in capsys.readouterr().err
