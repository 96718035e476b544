"""The site of the library of odd shapes: its pages, and what they show of absent facts."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

import pytest
from bs4 import Tag

from guidance import Library
from guidance.content import model
from guidance.diagnostics.reporters import explanation_location
from guidance.diagnostics.rules import Rule
from guidance.library.appearances import by_surname
from guidance.publishing.publication import Publication
from tests.support.commands import SITE_URL
from tests.support.site_pages import content_pages, parse


def article(site: Path, folder: str) -> Tag:
    """The content of a page."""
    found = parse(site / folder / "index.html").find("article", class_="md-content__inner")
    assert isinstance(found, Tag)
    return found


def headings(site: Path, folder: str) -> list[str]:
    """The headings of a page below its title, without those of records and of notes."""
    return [
        str(heading.get("id"))
        for heading in article(site, folder).select("h2")
        if not heading.find_parent(class_="record") and heading.get("id") != "notes"
    ]


def facts(site: Path, folder: str) -> dict[str, str]:
    """What a page tells of a conference or a document, by label."""
    return {
        term.get_text(): term.find_next_sibling("dd").get_text()  # type: ignore[union-attr]
        for term in article(site, folder).select(".imprint dt")
    }


def listed(site: Path, record: str, folder: str, label: str) -> list[str]:
    """What a record lists under a label."""
    for group in article(site, folder).select(f'article.record:has(> [id="{record}"]) .related'):
        if group.select_one(".related__label").get_text() == label:  # type: ignore[union-attr]
            return [" ".join(line.get_text().split()) for line in group.select("li")]
    return []


def test_the_site_has_the_generated_pages_and_the_handbook_alone(
    odd_site: Path, odd_publication: Publication
) -> None:
    generated = {f"{page.folder}index.html" for page in odd_publication.site.pages()}
    built = {path.relative_to(odd_site).as_posix() for path in content_pages(odd_site)}
    assert generated <= built
    others = built - generated
    assert all(name == "404.html" or name.startswith("contributing/") for name in others)
    for name in generated:
        assert article(odd_site, name.removesuffix("index.html")).find("h1"), name


def test_a_conference_has_pages_only_for_what_it_has(odd_publication: Publication) -> None:
    def parts(conference: str) -> set[str]:
        pages = [page.folder for page in odd_publication.site.pages()]
        inner = [page.split("/")[1] for page in pages if page.startswith(f"{conference}/")]
        return set(filter(None, inner))

    assert parts("2018") == set()
    assert parts("2022") == {"panels", "pillars", "programme", "figures", "side-events"}
    assert parts("2022b") == {"panels", "pillars", "programme"}
    assert parts("2024") == {"pillars"}


def test_a_conference_shows_its_conclusions_in_order(odd_site: Path) -> None:
    assert headings(odd_site, "2018/") == ["points", "documents"]
    parts = ["panels", "pillars", "points", "paths", "documents"]
    assert headings(odd_site, "2022/") == parts
    assert headings(odd_site, "2022b/") == ["panels", "pillars", "participants", "documents"]
    assert headings(odd_site, "2024/") == ["pillars", "documents"]
    points = article(odd_site, "2018/").select("article.record")
    assert [point.get("id") for point in points] == [
        "listed-2018-account-01",
        "listed-2018-account-02",
    ]


def test_a_conference_tells_what_is_known_and_no_more(odd_site: Path) -> None:
    assert facts(odd_site, "2018/") == {}
    assert facts(odd_site, "2022/") == {
        "Event": "7th Conference on Fair Work",
        "Date": "May 2022",
        "Place": "Vienna",
        "Organized by": "First Organization",
    }
    assert facts(odd_site, "2022b/") == {
        "Date": "14 November 2022",
        "Attendance": "About 80 people",
    }
    assert facts(odd_site, "2024/")["Organized by"] == "First Organization and Second Organization"


def test_a_panel_of_which_nothing_is_known_has_no_empty_part(odd_site: Path) -> None:
    assert headings(odd_site, "2022b/panels/1/") == []
    text = " ".join(article(odd_site, "2022b/panels/1/").get_text().split())
    text = text.removesuffix("Suggest a correction to this page").strip()
    assert text.endswith("Summary of the autumn conference · conference conclusions")


def test_a_panel_shows_all_moderators_and_organizations(odd_site: Path) -> None:
    programme = article(odd_site, "2022/panels/1/").select_one(".programme")
    assert programme
    assert [person.get_text() for person in programme.select(".person")] == [
        "Ada North-Hill",
        "Ben South",
        "Union of Seasonal Workers",
        "Carla West",
    ]
    assert "Moderators" in programme.get_text()


def test_a_pillar_without_current_recommendations_lists_those_withdrawn(odd_site: Path) -> None:
    page = article(odd_site, "2022b/pillars/1/")
    assert not page.select("article.record")
    assert [mark.get_text() for mark in page.select(".reference-list .id")] == ["2022b-R1-01"]


def test_pages_with_the_same_title_are_told_apart_by_year(odd_site: Path) -> None:
    titles = [parse(path).title.get_text() for path in content_pages(odd_site)]  # type: ignore[union-attr]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []
    for folder, conference in (("2022/", "Fair work for all"), ("2022b/", "Autumn conference")):
        above = article(odd_site, f"{folder}panels/2/").select(".trail a")[-1]
        assert above.get_text().startswith(f"2022: {conference}")


@pytest.mark.parametrize("folder", ["", "conferences/"])
def test_earlier_conferences_are_one_step_away(
    folder: str, odd_site: Path, odd_library: Library
) -> None:
    targets = {str(link["href"]).removeprefix("../") for link in article(odd_site, folder)("a")}
    assert {f"{conference.id}/index.html" for conference in odd_library.conferences} <= targets


def test_a_record_shows_standing_and_place_in_its_source(odd_site: Path) -> None:
    page = article(odd_site, "sources/2019-declaration/")
    told = {
        part: " ".join(page.select_one(part).get_text().split())  # type: ignore[union-attr]
        for part in (".record .standing", ".record__source")
    }
    assert told == {
        ".record .standing": "publication, 2019 · conclusion of the conference",
        ".record__source": "Source: Erklärung über gute Arbeit, para. 47 (a); "
        "on the web: example.org/erklaerung/2019",
    }


def test_records_show_what_they_reaffirm_with_the_year_on_both_sides(odd_site: Path) -> None:
    later, earlier = ("2024-R1-01", "2024/pillars/1/"), ("2022b-P2-01", "2022b/panels/2/")
    assert listed(odd_site, *later, "Reaffirms") == [
        "Give workers access to remedy 2019-declaration-01 (2019)",
        "Inspect fields without notice 2022b-P2-01 (2022)",
        "Governments should share what they know 2018-account-01 (2018)",
    ]
    assert listed(odd_site, *earlier, "Reaffirmed by") == [
        "Make remedy easy to reach 2024-R1-01 (2024)"
    ]


def test_a_record_lists_related_entries_of_every_kind_by_title(odd_site: Path) -> None:
    assert listed(odd_site, "2022-P1-01", "2022/panels/1/", "See also") == [
        "Statement by Carla West",
        "Manual for inspectors",
        "Work Treaty",
        "remedy",
    ]


def test_a_record_without_addressee_says_so_and_leads_to_the_others(odd_site: Path) -> None:
    link = article(odd_site, "2022/pillars/2/").select_one('.choice[href*="actor="]')
    assert link
    assert link.get_text() == "Addressee not named"
    assert str(link["href"]).endswith("browse/index.html?actor=none")


def test_a_source_tells_its_terms_and_what_it_is_about(odd_site: Path) -> None:
    page = article(odd_site, "sources/2019-declaration/")
    assert facts(odd_site, "sources/2019-declaration/") == {
        "Standing": "publication",
        "Publishers": "First Organization and Second Organization",
        "Published": "March 2019",
        "Place": "Wien",
        "Language of the document": "German",
        "Web address": "https://www.example.org/erklaerung/2019",
        "Telephone": "+43 1 000",
        "E-mail": "office@example.org",
    }
    targets = {str(link["href"]) for link in page("a")}
    assert {"../../2022/index.html", "../../instruments/vienna-declaration/index.html"} <= targets
    assert "This document gives no permission to copy." in page.get_text()
    instrument = article(odd_site, "instruments/vienna-declaration/")
    links = [str(link["href"]) for link in instrument("a")]
    assert "../../sources/2019-declaration/index.html" in links
    assert links.count("https://www.example.org/erklaerung/2019") == 1
    cited = sorted(text.get_text() for text in instrument.select(".cite__text"))
    assert cited == ["Declaration on Fair Work", "Declaration on Fair Work, Paragraph 47 (a)"]


def test_the_about_page_has_the_terms_of_each_document(
    odd_site: Path, odd_library: Library
) -> None:
    page = article(odd_site, "about/")
    sections = {str(title["id"]): title.find_next_sibling("div") for title in page("h3")}
    for source in odd_library.sources:
        section = sections[f"terms-{source.id}"]
        assert isinstance(section, Tag)
        assert (source.permission or "gives no permission to copy") in section.get_text()


def test_organizations_are_listed_with_people(odd_site: Path, odd_library: Library) -> None:
    page = article(odd_site, "people/")
    assert page.find("h1").get_text() == "People and organizations"  # type: ignore[union-attr]
    lists = [[link.get_text() for link in each.select("a")] for each in page.select(".plain-list")]
    assert lists == [
        [person.name for person in sorted(odd_library.people, key=by_surname)],
        [each.name for each in sorted(odd_library.organizations, key=by_surname)],
    ]
    years = {
        " ".join(line.get_text().split()).partition(" 20")[0]: line.select_one(".people__years")
        for line in page.select(".plain-list li")
    }
    assert years
    assert all(years.values())


def test_the_edit_button_opens_the_content_file(odd_site: Path) -> None:
    for folder, file in (
        ("2022/panels/1/", "panels/2022-P1.yml"),
        ("2022b/pillars/1/", "recommendations/2022b-R1.yml"),
        ("organizations/labour-union/", "organizations.yml"),
        ("people/", "people.yml"),
    ):
        button = parse(odd_site / folder / "index.html").select_one(".suggest a")
        assert isinstance(button, Tag)
        assert str(button["href"]).endswith(f"/edit/main/content/{file}")


def test_no_page_shows_its_front_matter(odd_site: Path) -> None:
    for path in content_pages(odd_site):
        found = parse(path).find("article")
        assert not re.search(r"hide: \[|^title: |description: ", found.get_text() if found else "")


def test_permanent_addresses_are_not_in_navigation_and_search(odd_site: Path) -> None:
    search = (odd_site / "assets" / "search-data.js").read_text("utf-8")
    assert '"address":"id/' not in search
    links = parse(odd_site / "index.html").select("nav a")
    assert not any(str(link.get("href", "")).startswith("id/") for link in links)


def test_a_withdrawn_record_is_shown_at_its_permanent_address(
    odd_site: Path, odd_library: Library
) -> None:
    for record in odd_library.records:
        if record.status is model.Status.WITHDRAWN:
            text = parse(odd_site / "id" / record.id / "index.html").get_text()
            assert record.text.strip() in text
            assert (record.reason or "") in text


def test_the_page_of_downloads_lists_the_manifest(odd_site: Path) -> None:
    manifest = json.loads((odd_site / "downloads" / "manifest.json").read_text("utf-8"))
    linked = {
        str(link["href"])
        for link in parse(odd_site / "downloads" / "index.html").select(".downloads a")
    }
    schemas = {entry["path"] for entry in manifest if entry["kind"] == "schema"}
    assert {posixpath.normpath(f"downloads/{name}") for name in linked} == {
        *(entry["path"] for entry in manifest if entry["path"] not in schemas),
    }
    editing = parse(odd_site / "for-editors" / "index.html").select(".downloads a")
    assert {posixpath.normpath(f"for-editors/{link['href']}") for link in editing} == schemas


@pytest.mark.parametrize("rule", Rule)
def test_the_url_that_explains_a_rule_exists(rule: Rule, odd_site: Path) -> None:
    place, _, anchor = explanation_location(rule, SITE_URL).removeprefix(SITE_URL).partition("#")
    assert parse(odd_site / place).find(id=anchor)
