"""``journal plan check FILE``: the table of a plan, or what is not as expected in it."""

from importlib.resources import files
from pathlib import Path

import pytest

from journal_app.plan_check import WIDTH, main

SHIPPED = files("journal_app.content").joinpath("prompts.toml").read_text(encoding="utf-8")


def written(folder: Path, text: str) -> str:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_the_default_plan_is_printed_as_its_three_days(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([written(tmp_path, SHIPPED)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Three dawns: 16 prompts"
    assert max(map(len, lines)) <= WIDTH
    text = "\n".join(" ".join(line.split()) for line in lines)
    for row in (
        "1 A light intention light 5 S-36h S-24h S-2h Mon 11:30",
        "4 A few crumbs light 2 E+0:30 E+0:30 E+6h Tue 15:30",
        "6 Set it down for the night standard 4 E+6h 45m before bedtime E+16h Tue 21:45",
        "8 What stands out light 8 E+22h E+26h E+40h Wed 16:00",
        "10 Kind words full 2 E+24h morning and evening E+120h -",
        "14 Gather light 10 E+66h E+72h E+100h Fri 14:00",
    ):
        assert row in text
    sections = [line for line in lines if line in _headings()]
    assert sections == _headings()
    numbers = [line.split()[0] for line in lines if line[:3].strip().isdigit()]
    assert sorted(map(int, numbers)) == list(range(1, 17))


def _headings() -> list[str]:
    return [
        "Before the session",
        "The session day",
        "From the first dawn on",
        "From the second dawn on",
        "From the third dawn on",
        "Later",
        "Before the next session",
    ]


def test_nudges_are_those_of_the_pace_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, SHIPPED)

    def row(prompt: str, *options: str) -> str:
        assert main([file, *options]) == 0
        return next(line for line in capsys.readouterr().out.splitlines() if prompt in line)

    assert row("First morning", "--pace", "light").endswith(" -")
    assert row("Set it down").endswith("Tue 21:45")
    assert row("Set it down", "--pace", "light").endswith(" -")
    assert row("Tend the body", "--pace", "full").endswith(" -")  # its room goes to the others
    assert row("Kind words", "--pace", "full").endswith("Fri 20:00 +2")
    with pytest.raises(SystemExit) as left:
        main([file, "--pace", "hurried"])
    assert left.value.code == 2


def test_every_mistake_is_a_line_and_they_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = SHIPPED.replace('opens = "+22h"', 'opens = "22h"')
    assert main([written(tmp_path, broken)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        'mine.toml: prompt[8].opens: expected an offset such as "+26h", "-1h30m" or "+6d",'
        " found '22h'",
        "",
        "One thing in this plan is not as expected yet.",
    ]
    broken = broken.replace('pace = "full"', 'pace = "slow"')
    assert main([written(tmp_path, broken)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"{len(lines) - 2} things in this plan are not as expected yet."
    assert len(lines) > 4


def test_a_plan_that_extends_ours_is_shown_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = 'id = "mine"\ntitle = "' + "Mine " * 40 + 'x"\nextends = true\n'
    text += '[[prompt]]\nid = "gather"\ntitle = "' + "Gathering " * 9 + 'in"\n'
    assert main([written(tmp_path, text)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert any("14  Gathering Gathering Gath…" in line for line in lines)


def test_kind_words_whose_time_is_too_short_for_an_evening_are_still_in_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = 'id = "mine"\ntitle = "Mine"\nextends = true\n[[prompt]]\nid = "kind-words"\n'
    text += 'opens = "+24h"\ncloses = "+25h"\n'
    assert main([written(tmp_path, text)]) == 0
    assert "Kind words" in capsys.readouterr().out


def test_what_is_no_file_and_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "not-there.toml")]) == 1
    assert capsys.readouterr().out.endswith("not-there.toml could not be read.\n")
    assert main([str(tmp_path)]) == 1
    assert "could not be read" in capsys.readouterr().out
    (tmp_path / "picture.toml").write_bytes(b"\xff\xd8\xff\xe0")
    assert main([str(tmp_path / "picture.toml")]) == 1
    expected = "picture.toml is not written as plain text (UTF-8).\n"
    assert capsys.readouterr().out == expected


def test_it_leaves_with_help_and_with_nothing_to_check() -> None:
    for arguments, code in ((["--help"], 0), ([], 2)):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == code
