"""Paper is made in a process of its own, which a person can stop, and which leaves no trace."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.documents import making
from infrared_desktop.documents.making import make_pdf, print_beside
from infrared_desktop.documents.orders import VERB, Order, PrinterChoice
from infrared_desktop.documents.press import Paper
from infrared_desktop.domain.errors import KnownError
from tests.documents.reading import flat, pages_of
from tests.scenes import CANARY

PAPER = Paper("Record", (f"# {CANARY}", *("Well borne. " * 20 for _ in range(60))), whom=CANARY)


def test_the_paper_comes_out_as_a_pdf_and_says_how_far_it_is() -> None:
    told: list[float] = []
    pages = pages_of(make_pdf(PAPER, told.append))
    assert CANARY in flat(pages[0])
    assert len(pages) > 2
    assert told == sorted(told)
    assert told[0] == 0 and told[-1] > 0.7


def test_an_order_comes_back_as_it_was_sent() -> None:
    for printer in (None, PrinterChoice("Laser", copies=2)):
        order = Order(PAPER, printer)
        assert Order.from_json(order.to_json()) == order


def test_nothing_of_the_patient_is_in_arguments_or_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[Any] = []
    real = subprocess.Popen

    def watched(command: list[str], **options: Any) -> Any:
        seen.append((command, options["env"]))
        return real(command, **options)

    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(subprocess, "Popen", watched)
    make_pdf(PAPER)
    ((command, environment),) = seen
    assert command == [sys.executable, "-m", "infrared_desktop", VERB]
    assert CANARY not in str(environment)
    assert not list(tmp_path.iterdir())


def test_an_installed_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert making._command() == [sys.executable, VERB]


def test_the_program_is_found_from_any_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert make_pdf(PAPER).startswith(b"%PDF-")


def test_whoever_stops_it_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def kept(*command: Any, **options: Any) -> Any:
        children.append(real(*command, **options))
        return children[-1]

    def stop(share: float) -> None:
        raise InterruptedError

    monkeypatch.setattr(subprocess, "Popen", kept)
    began = time.monotonic()
    with pytest.raises(InterruptedError):
        make_pdf(PAPER, stop)
    assert children[0].returncode is not None
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("code", ["import sys; sys.exit(7)", "import os; os.abort()"])
def test_a_process_that_ends_early_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(making, "_command", lambda: [sys.executable, "-c", code])
    with pytest.raises(KnownError, match="could not be made"):
        make_pdf(PAPER)


def test_a_printer_that_is_gone_is_a_sentence() -> None:
    with pytest.raises(KnownError, match="did not take the paper"):
        print_beside(PAPER, PrinterChoice("No Such Printer 3000"))


def test_a_printer_that_writes_a_file_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "printed.pdf"
    print_beside(PAPER, PrinterChoice("", file=str(file), size="A4"))
    assert CANARY in flat(pages_of(file.read_bytes())[0])


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses such a folder in its own way")
def test_a_printer_whose_file_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="did not take the paper"):
        print_beside(PAPER, PrinterChoice("", file=str(tmp_path / "no" / "x.pdf")))
