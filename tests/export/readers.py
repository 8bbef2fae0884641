# SPDX-License-Identifier: Apache-2.0
"""Reads the exports in FOLDER with networkx, Graphviz, icalendar, rdflib, Python's own csv and json, and what
Gephi told of them, and compares what they see with the APOC JSON Lines beside them. readers.py FOLDER"""

import csv
import json
import subprocess
import sys
from datetime import date, datetime, timezone
from pathlib import Path

import icalendar
import networkx
import rdflib

folder = Path(sys.argv[1])
SCHEMA = "https://schema.org/"


def text(name):
    return (folder / name).read_text(encoding="utf-8")


def lines(name):
    return [json.loads(line) for line in text(name).split("\n") if line]


def same(what, seen, expected):
    assert seen == expected, f"{folder}: {what}: {str(seen)[:300]} instead of {str(expected)[:300]}"


class Apoc:
    """The graph as its APOC export tells it."""

    def __init__(self):
        entries = lines("all.jsonl")
        self.nodes = {e["id"]: e for e in entries if e["type"] == "node"}
        self.rels = [e for e in entries if e["type"] == "relationship"]

    def with_label(self, label):
        return [n for n in self.nodes.values() if label in n.get("labels", [])]

    def properties(self, name):
        return sorted(n["properties"][name] for n in self.nodes.values()
                      if name in n.get("properties", {}))


def edges_of(graph):
    """Edges as (source, target, type), whether the reader kept parallel ones or not."""
    return sorted(set((a, b, d["type"]) for a, b, d in graph.edges(data=True)))


def read_graph(name, graph, apoc, prefix):
    same(f"{name}: nodes", graph.number_of_nodes(), len(apoc.nodes))
    labels = sorted(":".join(sorted(d["labels"].split(":"))) for _, d in graph.nodes(data=True))
    same(f"{name}: labels", labels, sorted(":".join(n["labels"]) for n in apoc.nodes.values()))
    for key in ("name", "title", "quote", "startEdtf"):
        same(f"{name}: {key}", sorted(d[key] for _, d in graph.nodes(data=True) if key in d),
             apoc.properties(key))
    years = sorted(d["value"] for _, d in graph.nodes(data=True) if "value" in d)
    same(f"{name}: years are numbers", years, apoc.properties("value"))
    pairs = {(prefix + r["start"]["id"], prefix + r["end"]["id"]) for r in apoc.rels}
    same(f"{name}: ends", set((a, b) for a, b, _ in edges_of(graph)), pairs)


def read_graphml(apoc):
    graph = networkx.read_graphml(folder / "all.graphml", force_multigraph=True)
    read_graph("graphml", graph, apoc, "n")
    same("graphml: edges", graph.number_of_edges(), len(apoc.rels))
    quotes = sorted(d["quote"] for _, _, d in graph.edges(data=True) if "quote" in d)
    same("graphml: quotes", quotes, sorted(r["properties"]["quote"] for r in apoc.rels
                                           if "quote" in r.get("properties", {})))


def read_dot(apoc):
    """By Graphviz; nothing is laid out."""
    told = subprocess.run(
        ["gvpr", r'''N { print("N\t", $.name, "\t", $.tooltip) }
                    E { print("E\t", $.tail.name, "\t", $.head.name, "\t", $.label) }''',
         folder / "all.dot"], capture_output=True, check=True, text=True)
    same("dot: complaints", told.stderr, "")
    rows = [line.split("\t") for line in told.stdout.splitlines()]
    labels = {r[1]: sorted(r[2].split(":")) for r in rows if r[0] == "N"}
    same("dot: labels", sorted(labels.items()),
         sorted(("n" + n["id"], sorted(":".join(n["labels"]).split(":")))
                for n in apoc.nodes.values()))
    same("dot: relationships", sorted(tuple(r[1:]) for r in rows if r[0] == "E"),
         sorted(("n" + r["start"]["id"], "n" + r["end"]["id"], r["label"]) for r in apoc.rels))


def read_gexf(apoc):
    graph = networkx.read_gexf(folder / "all.gexf", version="1.3")
    read_graph("gexf", graph, apoc, "")
    starts = sorted(d["start"] for _, d in graph.nodes(data=True) if d.get("start"))
    assert starts or not apoc.properties("start"), "gexf: no times"
    for start in starts:
        date.fromisoformat(start)


def escaped(value):
    """As ReadGexf.java writes it."""
    for plain, told in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        value = value.replace(plain, told)
    return value


def read_gephi(apoc):
    """What ReadGexf.java saw, where there is Java: all nodes and relationships, and the times of steps."""
    if not (folder / "gephi.tsv").exists():
        return
    rows = [line.split("\t") for line in text("gephi.tsv").split("\n")]
    same("gephi: remarks", [r[1:] for r in rows if r[0] == "remark"], [["INFO", "GEXF version 1.3"]])
    same("gephi: time", [r[1:] for r in rows if r[0] == "time"], [["INTERVAL", "DATE"]])
    nodes = {r[1]: r for r in rows if r[0] == "node"}
    same("gephi: labels", sorted((n, sorted(r[4].split(":"))) for n, r in nodes.items()),
         sorted((n["id"], sorted(escaped(":".join(n["labels"])).split(":")))
                for n in apoc.nodes.values()))
    same("gephi: relationships", sorted(set((r[1], r[2], r[4]) for r in rows if r[0] == "edge")),
         sorted(set((r["start"]["id"], r["end"]["id"], escaped(r["label"])) for r in apoc.rels)))
    for node in apoc.with_label("Step"):
        for key, place in (("start", 0), ("end", 1)):
            day = node["properties"].get(key)
            if day is None or node["properties"].get("ongoing"):
                continue
            midnight = datetime.combine(date.fromisoformat(day), datetime.min.time(), timezone.utc)
            seen = nodes[node["id"]][3].strip("<[]>").split(", ")[place]
            same(f"gephi: {key} of {node['id']}", float(seen), midnight.timestamp() * 1000)


def read_csv(apoc):
    nodes, rels = {}, 0
    for path in sorted((folder / "csv").glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        header = rows[0]
        same(f"{path.name}: columns", {len(row) for row in rows}, {len(header)})
        if header[0] == ":ID":
            assert header[-1] == ":LABEL"
            nodes.update((row[0], dict(zip(header, row))) for row in rows[1:])
        else:
            same(f"{path.name}: header", (header[:2], header[-1]),
                 ([":START_ID", ":END_ID"], ":TYPE"))
            for row in rows[1:]:
                assert row[0] in nodes and row[1] in nodes, f"{path.name}: an end is missing"
            rels += len(rows) - 1
    same("csv: nodes", len(nodes), len(apoc.nodes))
    same("csv: relationships", rels, len(apoc.rels))
    names = sorted(row["name:string"] for row in nodes.values() if row.get("name:string"))
    same("csv: names", names, sorted(n for n in apoc.properties("name") if n))


def read_facts(apoc):
    facts = lines("all.facts")
    same("facts: posts", sorted(f["source"] for f in facts), apoc.properties("source"))
    stated = {(r["start"]["id"], r["end"]["id"]) for r in apoc.rels if r["label"] == "STATED_IN"}
    same("facts: steps", sum(len(f["steps"]) for f in facts), len(stated))


def events(content):
    return [e for c in icalendar.Calendar.from_ical(content, multiple=True)
            for e in c.walk("VEVENT")]


def read_ical(apoc):
    dated = [s for s in apoc.with_label("Step")
             if s["properties"].get("startEdtf") or s["properties"].get("start")]
    all_events = events(text("all.ical"))
    same("ical: events", len(all_events), len(dated))
    same("ical: uids", len({str(e["UID"]) for e in all_events}), len(dated))
    same("ical: broken lines", [e.errors for e in all_events if e.errors], [])
    names = [p["properties"]["name"] for p in apoc.with_label("Person")]
    for event in all_events:
        assert isinstance(event["DTSTART"].dt, date)
        if "DTEND" in event:
            assert event["DTSTART"].dt < event["DTEND"].dt
        summary = str(event["SUMMARY"])
        assert any(summary.startswith(one_line(n)) for n in names), f"ical: {summary!r}"
    each = [events(p.read_text(encoding="utf-8")) for p in (folder / "ical").iterdir()]
    same("ical: files", len(each), len(names))
    same("ical: events in files", sum(len(e) for e in each), len(dated))


def one_line(value):
    return value.replace("\r\n", "\n")


def read_jsonld(apoc):
    graph = rdflib.Graph().parse(data=text("all.jsonld"), format="json-ld")
    person = rdflib.URIRef(SCHEMA + "Person")
    people = set(graph.subjects(rdflib.RDF.type, person))
    same("jsonld: people", len(people), len(apoc.with_label("Person")))
    names = sorted(str(o) for p in people for o in graph.objects(p, rdflib.URIRef(SCHEMA + "name")))
    same("jsonld: names", names, sorted(p["properties"]["name"] for p in apoc.with_label("Person")))
    steps = sum(1 for p in people for name in ("worksFor", "alumniOf", "memberOf")
                for _ in graph.objects(p, rdflib.URIRef(SCHEMA + name)))
    steps += sum(1 for _ in graph.subject_objects(
        rdflib.URIRef("https://hoego.example/ns#step")))
    same("jsonld: steps", steps, len(apoc.with_label("Step")))


apoc = Apoc()
for read in (read_graphml, read_gexf, read_gephi, read_dot, read_csv, read_facts, read_ical, read_jsonld):
    read(apoc)
print(f"{folder}: GraphML, GEXF, DOT, CSV, facts, iCalendar and JSON-LD read back")
