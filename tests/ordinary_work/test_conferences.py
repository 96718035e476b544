"""Conferences and sources are added."""

from __future__ import annotations

from tests.ordinary_work.conftest import Build
from tests.support.content_copy import ContentCopy
from tests.support.print_copy import printed_text

REPORT = """\
id: 2023-fair-work
title: Fair Work
type: Conference report
standing: conference-conclusions
publishers: [The Fair Work Forum]
source: {document: 2023-fair-work}
since: 2023
changed: 2026-11-26
"""
CONFERENCE = """\
id: "2023"
title: Fair Work
documents: [2023-fair-work]
since: 2023
changed: 2026-11-26
"""
PANEL = """\
id: 2023-P1
number: 1
title: Wages that workers can live on
source: {document: 2023-fair-work, pages: 2-4}
since: 2023
changed: 2026-11-26
speakers:
  - {person: valiant-richey, role: Guest of honour}
  - {person: ada-north, role: Trade unionist}
conclusions: [2023-R1]
takeaways:
  - id: 2023-P1-01
    title: Low wages drive people into debt
    text: People with low wages often borrow from those who exploit them.
    nature: finding
    keywords: [debt]
    forms: [forced-labour]
    actors: [trade-unions]
    instruments: [fair-work-charter]
"""
PILLAR = """\
id: 2023-R1
numeral: I
title: Pay fairly
panel: 2023-P1
source: {document: 2023-fair-work, pages: 5}
since: 2023
changed: 2026-11-26
recommendations:
  - id: 2023-R1-01
    title: Agree on living wages
    text: Trade unions should agree with companies on wages to live on.
    nature: recommendation
    keywords: [living wage]
    forms: [forced-labour]
    actors: [trade-unions]
    measures: [due-diligence]
    instruments: [fair-work-charter]
"""
INSTRUMENT = """\
  - id: fair-work-charter
    title: Charter on Fair Work
    short: Fair Work Charter
    type: guidelines
    text: The charter names the wages that people can live on.
    source: {document: 2023-fair-work, pages: 3}
    since: 2023
    changed: 2026-11-26
"""


def add_conference(content: ContentCopy) -> None:
    """Add a conference with a panel, a pillar, a new speaker, a new instrument and a new actor."""
    content.write("sources/2023-fair-work.yml", REPORT)
    content.write("conferences/2023.yml", CONFERENCE)
    content.write("panels/2023-P1.yml", PANEL)
    content.write("recommendations/2023-R1.yml", PILLAR)
    content.append("people.yml", "  - id: ada-north\n    name: Ada North\n")
    content.append("instruments.yml", INSTRUMENT)
    content.replace(
        "vocabulary.yml", "\nforms:\n", "  - id: trade-unions\n    label: Trade unions\n\nforms:\n"
    )


def test_a_conference_with_one_panel_and_one_pillar(content: ContentCopy, build: Build) -> None:
    add_conference(content)
    built = build()
    assert "Low wages drive" in built.record("2023/panels/1/", "2023-P1-01")
    assert "Agree on living wages" in built.record("2023/pillars/1/", "2023-R1-01")
    assert "Wages that workers can live on" in built.text("2023/")
    assert "Ada North" in built.text("2023/panels/1/") + built.text("2023/programme/")
    assert "Trade unionist" in built.text("people/ada-north/")
    known = built.text("people/valiant-richey/")
    assert "Guest of honour" in known
    assert "Closing remarks" in known
    assert "2023-R1-01" in built.text("instruments/fair-work-charter/")
    assert "Trade unions" in built.text("browse/")
    home = built.text("")
    assert home.index("Fair Work") < home.index("Confronting Demand")
    assert "Fair Work" in built.text("conferences/")
    assert built.entry("conferences", "2023")["url"].endswith("/id/2023/")
    assert built.entry("records", "2023-R1-01")["actors"] == ["trade-unions"]
    assert built.empty_headings == []

    mine = {path for path in built.documents if "2023" in path and path.endswith("-a4.pdf")}
    assert {
        "downloads/2023/report-a4.pdf",
        "downloads/2023/pillars-poster-a4.pdf",
        "downloads/2023/worksheet-a4.pdf",
        "downloads/2023/trainers-pack-a4.pdf",
        "downloads/handouts/2023-P1-a4.pdf",
        "downloads/handouts/2023-R1-a4.pdf",
    } <= mine
    assert "downloads/2021/report-a4.pdf" in built.documents
    for path in ("2023/report", "2023/pillars-poster", "handouts/actor-trade-unions"):
        text = printed_text(built.documents[f"downloads/{path}-a4.pdf"])
        assert "Agree on living wages" in text or "Pay fairly" in text, path
        assert "The Fair Work Forum" in text, path
        assert "21st Conference" not in text, path
        assert ("may be freely used" in text) == path.startswith("handouts/actor-"), path
    older = built.printed_text("downloads/2021/report-a4.pdf")
    assert "Fair Work" not in older


def test_a_conference_with_nothing_but_two_points(content: ContentCopy, build: Build) -> None:
    points = "".join(
        f"""\
  - id: 2023-fair-work-{number}
    title: {title}
    text: {title} is what the forum says.
    nature: finding
    keywords: [wages]
    forms: [forced-labour]
"""
        for number, title in (("01", "Fair pay helps"), ("02", "Good contracts help"))
    )
    content.write("sources/2023-fair-work.yml", f"{REPORT}points:\n{points}")
    content.write(
        "conferences/2023.yml", f"{CONFERENCE}conclusions: [2023-fair-work-01, 2023-fair-work-02]\n"
    )
    built = build()
    page = built.text("2023/")
    assert page.index("Fair pay helps") < page.index("Good contracts help")
    assert "Fair pay helps" in built.record("sources/2023-fair-work/", "2023-fair-work-01")
    for absent in ("programme", "panels/1", "pillars/1", "foreword", "figures", "side-events"):
        assert not built.exists(f"2023/{absent}/"), absent
    for word in ("Panels", "Pillars", "Moderator", "Programme", "None"):
        assert word not in page, word
    assert built.empty_headings == []
    mine = {
        path.rpartition("/")[2] for path in built.documents if path.startswith("downloads/2023/")
    }
    assert mine == {
        f"handout-{edition}.pdf" for edition in ("a4", "letter", "large-a4", "large-letter")
    }
    handout = built.printed_text("downloads/2023/handout-a4.pdf")
    assert "Good contracts help" in handout
    assert "The Fair Work Forum" in handout
    entry = built.entry("conferences", "2023")
    assert not {"starts", "ends", "place", "edition"} & set(entry)


def test_a_source_with_three_points_and_a_long_title(content: ContentCopy, build: Build) -> None:
    title = (
        "Fair Work in Every Country: A comparative analysis of wages, contracts and complaints in "
        "construction, agriculture, food processing and domestic work, with recommendations for "
        "governments, companies and trade unions"
    )
    points = "".join(
        f"""\
  - id: 2023-fair-work-0{number}
    title: {subject} need checks
    text: The study says that {subject.lower()} need checks.
    nature: recommendation
    keywords: [checks]
    forms: [forced-labour]
    actors: [labour-inspectorates]
    measures: [legislation]
"""
        for number, subject in enumerate(("Farms", "Kitchens", "Sites"), 1)
    )
    report = REPORT.replace("title: Fair Work", f'title: "{title}"')
    report = report.replace("conference-conclusions", "third-party").replace("Conference r", "R")
    content.write("sources/2023-fair-work.yml", f"{report}points:\n{points}")
    built = build()
    page = "sources/2023-fair-work/"
    assert title in built.text(page)
    for number in (1, 2, 3):
        assert built.record(page, f"2023-fair-work-0{number}")
    assert title in built.text("sources/")
    assert not built.exists("2023/")
    assert built.entry("sources", "2023-fair-work")["standing"] == "third-party"
    assert {"Farms need checks", "Kitchens need checks", "Sites need checks"} <= {
        record["title"] for record in built.data["records"]
    }
    handout = "downloads/handouts/actor-labour-inspectorates-a4.pdf"
    assert "Farms need checks" in built.printed_text(handout)
    assert "The Fair Work Forum" in built.printed_text(handout)
    assert built.empty_headings == []


def test_every_recommendation_of_an_only_pillar_is_withdrawn(
    content: ContentCopy, build: Build
) -> None:
    add_conference(content)
    content.replace(
        "recommendations/2023-R1.yml",
        "    title: Agree on living wages\n",
        "    title: Agree on living wages\n"
        "    status: withdrawn\n    reason: The forum took it back.\n",
    )
    built = build()
    assert not built.record("2023/pillars/1/", "2023-R1-01")
    assert "Pay fairly" in built.text("2023/pillars/1/")
    assert "The forum took it back." in built.text("id/2023-R1-01/")
    assert built.entry("records", "2023-R1-01")["status"] == "withdrawn"
    assert built.empty_headings == []
    for absent in ("2023/pillars-poster", "2023/worksheet", "handouts/2023-R1"):
        assert f"downloads/{absent}-a4.pdf" not in built.documents, absent
    assert "Agree on living wages" not in built.printed_text("downloads/2023/report-a4.pdf")
    assert "Low wages drive" in built.printed_text("downloads/handouts/2023-P1-a4.pdf")
    assert "Agree on living wages" not in built.search
