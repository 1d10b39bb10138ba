"""The verbs without a window, as a script runs them: last lines, exit codes, sentences."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from infrared_desktop.assets import RESOURCES
from infrared_desktop.commands import run_verb
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.history import Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files.folder import TRIES
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, Template
from tests.domain.consultation.test_worked_cases import ISOTRETINOIN, THREE
from tests.domain.consultations import HEALTHY, TODAY
from tests.scenes import full_day

DATA = Path(__file__).parents[1] / "data"
BORN = date(1980, 3, 14)
LIST = DATA / "patients_smart.tsv"
SOUND = "The clinic is sound: every page, record and audit row is as it was written."


def run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, as a script would."""
    return subprocess.run(
        [sys.executable, "-m", "infrared_desktop", *map(str, words)],
        env={**os.environ, "INFRARED_PASSPHRASE": PASSPHRASE, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def printing_to(output: int, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the program with its output going to a file or pipe that is open already."""
    return subprocess.run(
        [sys.executable, "-m", "infrared_desktop", *map(str, words)],
        env={
            **os.environ,
            "INFRARED_PASSPHRASE": PASSPHRASE,
            "INFRARED_STAFF": "Dr. Åsa Lindqvist",
        },
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def last_line(played: subprocess.CompletedProcess[str]) -> str:
    return played.stdout.splitlines()[-1]


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    shutil.copytree(template.folder, tmp_path / "clinic")
    return tmp_path / "clinic"


@pytest.fixture
def as_staff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("INFRARED_STAFF", raising=False)


def test_a_list_is_imported_once_and_every_row_accounted_for(folder: Path) -> None:
    first = run("import", folder, LIST)
    assert (first.returncode, last_line(first)) == (0, "imported 67, duplicates 0, unreadable 0")
    again = run("import", folder, LIST)
    assert (again.returncode, last_line(again)) == (0, "imported 0, duplicates 67, unreadable 0")
    sound = run("verify", folder)
    assert (sound.returncode, last_line(sound)) == (0, SOUND)


def test_verify_tells_a_changed_page(folder: Path) -> None:
    content = bytearray((folder / "clinic.db").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "clinic.db").write_bytes(content)
    played = run("verify", folder)
    assert played.returncode == 1
    assert last_line(played).endswith("Restore the last backup.")
    assert "Traceback" not in played.stderr


def test_the_list_holds_67_people(template: Template, folder: Path, as_staff: None) -> None:
    assert run_verb(["import", str(folder), str(LIST)]) == 0
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        people = clinic.people.many(range(1, 68)).values()
        assert clinic.people.count() == 67
        assert all(stored.record.birth_date for stored in people)
        assert not list(verify(clinic))


WRONG_USE = {
    "no file": ["import", "somewhere"],
    "unknown option": ["verify", "somewhere", "--deep"],
    "no folder": ["verify"],
    "no day": ["practice", "somewhere"],
    "odd day": ["practice", "somewhere", "--on", "31.02.1980"],
    "odd count": ["practice", "somewhere", "--on", "2026-11-23", "--patients", "-3"],
    "huge count": ["practice", "somewhere", "--on", "2026-11-23", "--patients", "99999999999"],
    "endless count": ["practice", "somewhere", "--on", "2026-11-23", "--patients", "9" * 5000],
    "first day of all": ["practice", "somewhere", "--on", "0001-01-01"],
    "last day of all": ["practice", "somewhere", "--on", "9999-12-31"],
    "endless seed": ["practice", "somewhere", "--on", "2026-11-23", "--seed", "9" * 5000],
    "no day to assess on": ["assess", "somewhere", "1"],
    "odd number to assess": ["assess", "somewhere", "one", "--on", "2026-11-22"],
    "odd seed": ["practice", "somewhere", "--on", "2026-11-23", "--seed", "x"],
}


@pytest.mark.parametrize("words", WRONG_USE.values(), ids=WRONG_USE.keys())
def test_wrong_use_exits_2_with_one_sentence(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        run_verb(words)
    assert left.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert line.endswith("try --help.")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("day", ["2000-01-01", "2100-12-31"])
def test_a_practice_clinic_stands_on_any_day_that_is_offered(tmp_path: Path, day: str) -> None:
    made = ["practice", str(tmp_path / "clinic"), "--on", day, "--patients", "30"]
    assert run_verb(made) == 0


def test_wrong_use_of_the_program_itself_exits_2() -> None:
    played = run("verfiy")
    assert (played.returncode, len(played.stderr.splitlines())) == (2, 1)


def test_a_wrong_passphrase_is_refused(
    folder: Path,
    as_staff: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("INFRARED_PASSPHRASE", "seven loud lamps")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run_verb(["import", str(folder), str(LIST)]) == 1
    assert run_verb(["verify", str(folder)]) == 1
    told = capsys.readouterr()
    assert "does not unlock the clinic" in told.err
    assert "does not unlock the clinic" in told.out
    (folder / TRIES).unlink()  # that somebody tried is noted, and nothing else
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_reader_that_has_enough_ends_the_output_without_a_word(folder: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        played = printing_to(write, "due", folder)
    finally:
        os.close(write)
    assert (played.returncode, played.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_output_that_finds_no_room_is_a_sentence(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        played = printing_to(full.fileno(), "due", folder)
    assert played.returncode == 1
    assert played.stderr == "The output could not be written (No space left on device).\n"


def test_nobody_answering_the_prompt_is_a_sentence(folder: Path) -> None:
    played = run("import", folder, LIST, INFRARED_PASSPHRASE="")
    assert (played.returncode, "Traceback" in played.stderr) == (1, False)
    assert "Nobody answered" in played.stderr


def test_an_unknown_person_is_a_sentence(
    folder: Path,
    as_staff: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("INFRARED_STAFF", "Nobody Known")
    assert run_verb(["import", str(folder), str(LIST)]) == 1
    assert "Nobody Known" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["import", "verify"])
def test_a_folder_without_a_clinic_is_a_sentence(
    tmp_path: Path, as_staff: None, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [verb, str(tmp_path / "nowhere"), *([str(LIST)] if verb == "import" else [])]
    assert run_verb(words) == 1
    told = capsys.readouterr()
    assert "There is no clinic in the folder" in told.out + told.err
    assert not (tmp_path / "nowhere").exists()


HEADER = "Surname,Given name,Birth date,Phone\n"
FILES = {
    "empty": (b"", None),
    "binary": (bytes(range(256)) * 40, None),
    "image": (b"\x89PNG\r\n\x1a\n" + bytes(500), None),
    "header only": (HEADER.encode(), "imported 0, duplicates 0, unreadable 0"),
    "utf-16": (
        (HEADER + "Ångström,Åsa,14.03.1971,\n").encode("utf-16"),
        "imported 1, duplicates 0, unreadable 0",
    ),
    "latin-1": (
        (HEADER + "Müller,Jörg,14.03.1971,\n").encode("latin-1"),
        "imported 1, duplicates 0, unreadable 0",
    ),
    "no such day": (
        (HEADER + "Kim,Ji-woo,31.02.1980,\nPark,Min,30.03.1980,\n").encode(),
        "imported 1, duplicates 0, unreadable 1",
    ),
    "twice in one list": (
        (HEADER + "Kim,Ji-woo,11.02.1980,\nKim,Ji-woo,11.02.1980,\n").encode(),
        "imported 1, duplicates 1, unreadable 0",
    ),
    "odd names": (
        (HEADER + '"O\'Brien; DROP",🙂,1.2.1980,\nשלום,דוד,2.2.1980,\n').encode(),
        "imported 2, duplicates 0, unreadable 0",
    ),
}


@pytest.mark.parametrize(("content", "told"), FILES.values(), ids=FILES.keys())
def test_any_file_is_imported_or_refused_in_words(
    template: Template,
    folder: Path,
    tmp_path: Path,
    as_staff: None,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    told: str | None,
) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    code = run_verb(["import", str(folder), str(tmp_path / "list.csv")])
    heard = capsys.readouterr()
    if told is None:
        assert code == 1
        assert "Nothing was imported." in heard.err
    else:
        assert (code, heard.out.splitlines()[-1]) == (0, told)
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        assert clinic.people.count() == (int(told.split()[1].strip(",")) if told else 0)


def test_verify_names_each_finding(
    template: Template, folder: Path, as_staff: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        full_day(clinic)
        clinic.ledger.db.execute("DROP TRIGGER audit_no_update")
        clinic.ledger.db.execute("UPDATE audit SET act = 'nothing' WHERE seq = 5")
    assert run_verb(["verify", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "The audit log is broken at row 5." in lines
    assert "The table or guard audit_no_update is not as the program made it." in lines
    assert lines[-1] == "The clinic is not sound; findings: 2. Restore the last backup."


@pytest.mark.parametrize("name", ["titan.toml", "other-infrared.toml"])
def test_every_shipped_protocol_passes_its_own_check(name: str) -> None:
    checked = run("protocol", RESOURCES / "protocols" / name)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_copy_of_a_protocol_that_lacks_rules_can_be_used_and_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (RESOURCES / "protocols" / "titan.toml").read_text(encoding="utf-8")
    file = tmp_path / "own.toml"
    old = text.replace("[rules.C41", "[rules.OLD").replace("[rules.C09", "[rules.OLDER")
    file.write_text(old, encoding="utf-8-sig")
    assert run_verb(["protocol", str(file)]) == 0
    assert capsys.readouterr().out == (
        f"The protocol {file} can be used.\nThe program's own has rules that it lacks: C09, C41.\n"
    )
    assert run_verb(["protocol", str(RESOURCES / "protocols" / "titan.toml")]) == 0
    assert "lacks" not in capsys.readouterr().out


def test_each_flaw_of_a_protocol_is_told_by_file_line_and_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (RESOURCES / "protocols" / "titan.toml").read_text(encoding="utf-8")
    file = tmp_path / "own.toml"
    file.write_text(text.replace("width_mm = 30", 'width_mm = "30"'), encoding="utf-8-sig")
    line = text.splitlines().index("width_mm = 30") + 1
    assert run_verb(["protocol", str(file)]) == 1
    assert capsys.readouterr().out == f"{file}:{line}: spots.3.width_mm: must be a number\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a = 1\nb = \n", "{file}:2: the file: this is no TOML: Invalid value\n"),
        (b"a = 1\n# \xff\n", "{file}:2: the file: holds bytes that are no UTF-8 text\n"),
        (None, "The file {file} can't be opened.\n"),
    ],
)
def test_a_file_that_is_no_protocol_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, told: str
) -> None:
    file = tmp_path / "own.toml"
    if content is not None:
        file.write_bytes(content)
    assert run_verb(["protocol", str(file)]) == 1
    heard = capsys.readouterr()
    assert heard.out + heard.err == told.format(file=file)


def three_areas(clinic: Clinic) -> int:
    """Store the worked case of 22 November: three areas, a tan, and isotretinoin in July."""
    stored = clinic.people.register(Patient("Nováková", "Žofie", birth_date=BORN), CLINICIAN, NOW)
    history = replace(HEALTHY, patient_id=stored.id, medicines=(ISOTRETINOIN,))
    clinic.history.take(history, CLINICIAN, NOW)
    clinic.care.sign(replace(THREE, patient_id=stored.id), CLINICIAN, NOW)
    return stored.id


@pytest.fixture
def assessed(template: Template, folder: Path, as_staff: None) -> tuple[str, str]:
    """Return a clinic's folder and the number of a patient to assess."""
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        return str(folder), str(three_areas(clinic))


def test_assess_tells_each_area_with_what_fired_as_json(
    assessed: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_verb(["assess", *assessed, "--on", "2026-11-22", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    face, neck, arm = told["areas"]
    assert (face["area"], neck["area"]) == ("FACE_FULL", "NECK_ANT")
    assert (arm["area"], arm["side"]) == ("UPPER_ARM", "left")
    for area in told["areas"]:
        assert (area["verdict"], area["earliest"], area["open"]) == (
            "deferred",
            "2027-01-22",
            False,
        )
        codes = {one["code"] for one in area["fired"]}
        assert {"C10", "R-TYPE"} <= codes and "C09" not in codes
        assert ("R-GRADE" in codes) == (area is not arm)
        assert ("R-AREA-ARM" in codes) == (area is arm)
        assert area["missing"] == []
        (isotretinoin,) = (one for one in area["fired"] if one["code"] == "C10")
        assert (isotretinoin["effect"], isotretinoin["earliest"]) == ("defer", "2027-01-22")
        assert "2026-07-22" in isotretinoin["evidence"]
        assert isotretinoin["source"].startswith("clinical reference 3, C10")


def test_assess_counts_the_day_before_as_still_tanned(
    assessed: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_verb(["assess", *assessed, "--on", "2026-11-21", "--json"]) == 0
    for area in json.loads(capsys.readouterr().out)["areas"]:
        (tan,) = (one for one in area["fired"] if one["code"] == "C09")
        assert tan["earliest"] == "2026-11-22"


def test_assess_takes_a_brand_that_was_kept_as_other_for_what_it_is(
    template: Template,
    folder: Path,
    assessed: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        stored = clinic.history.of_patient(int(assessed[1]))
        assert stored is not None
        brand = Medicine(MedicineKind.OTHER, "ROACCUTANE 20 mg")
        clinic.history.take(replace(stored.record, medicines=(brand,)), CLINICIAN, NOW, stored)
    assert run_verb(["assess", *assessed, "--on", "2026-11-23", "--json"]) == 0
    for area in json.loads(capsys.readouterr().out)["areas"]:
        (fired,) = (one for one in area["fired"] if one["code"] == "C10")
        assert (fired["effect"], fired["earliest"], area["open"]) == ("defer", None, True)
        assert "ROACCUTANE 20 mg (isotretinoin?)" in fired["evidence"]


def test_assess_writes_a_table_for_people(
    template: Template,
    folder: Path,
    assessed: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    number = int(assessed[1])
    reason = "Task force of 2017"
    decision = RuleDecision(
        number, "C10", RuleDecisionKind.OVERRIDDEN, TODAY, reason, Area.NECK_FRONT
    )
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.care.decide_rule(decision, CLINICIAN, NOW)
    assert run_verb(["assess", *assessed, "--on", "2026-11-22"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"Number {number} on 2026-11-22, by the consultation of 2026-11-22")
    assert "FACE_FULL: deferred, earliest 2027-01-22" in lines
    assert "NECK_ANT: suitable with precautions" in lines
    assert [line for line in lines if reason in line]


def test_assess_leaves_a_row_in_the_audit_log(
    template: Template, folder: Path, assessed: tuple[str, str]
) -> None:
    assert run_verb(["assess", *assessed, "--on", "2026-11-22"]) == 0
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        acts = clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq DESC").fetchall()
        assert ("chart-opened",) in acts[:3]


@pytest.mark.parametrize("number", ["2", "999"])
def test_assess_without_a_consultation_or_a_patient_is_a_sentence(
    template: Template,
    folder: Path,
    assessed: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
    number: str,
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.people.register(Patient("Okafor", "Ada"), CLINICIAN, NOW)
    assert run_verb(["assess", assessed[0], number, "--on", "2026-11-22"]) == 1
    told = capsys.readouterr()
    assert told.out == "" and len(told.err.splitlines()) == 1
