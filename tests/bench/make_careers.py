# SPDX-License-Identifier: Apache-2.0
"""Writes a graph of N people in hoego's own schema as APOC JSON Lines: three steps each with dates, role,
employer and a sentence of a post. The same lines for the same N.
    python3 tests/bench/make_careers.py 1000000 > careers.jsonl; hoego import careers.jsonl -g careers.hoego"""

import json
import random
import sys

ROLES = [("backend-developer", "백엔드 개발자"), ("frontend-developer", "프론트엔드 개발자"),
         ("data-analyst", "데이터 분석가"), ("data-engineer", "데이터 엔지니어"), ("tech-lead", "테크 리드")]
COMPANIES = 5000
EXITS = ["resigned", "moved", "contract_end"]


def main(persons):
    rng = random.Random(1)
    out = sys.stdout
    ids = iter(range(1 << 62))
    rels = iter(range(1 << 62))

    def node(labels, properties, types=None):
        end = {"id": str(next(ids)), "labels": labels}
        line = {"type": "node", **end, "properties": properties}
        if types:
            line["$types"] = types
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
        return end

    def relate(start, label, end, properties=None):
        line = {"type": "relationship", "id": str(next(rels)), "label": label}
        if properties:
            line["properties"] = properties
        out.write(json.dumps({**line, "start": start, "end": end}, ensure_ascii=False) + "\n")

    roles = [node(["Role"], {"id": i, "name": i, "nameKo": name}) for i, name in ROLES]
    companies = [node(["Company", "Organization"], {"id": f"c{i}", "name": f"회사{i}", "named": True})
                 for i in range(COMPANIES)]
    for p in range(persons):
        name = f"사람{p}"
        person = node(["Person"], {"id": name, "name": name})
        post = node(["Post"], {"id": f"{name}/a.md", "source": f"{name}/a.md", "lang": "ko",
                               "title": f"{name}의 회고", "published": "2024-12-30",
                               "publishedEdtf": "2024-12-30"}, {"published": "date"})
        relate(person, "WROTE", post)
        month = rng.randrange(12)
        year = rng.randrange(2008, 2016)
        before = None
        for k in range(3):
            months = rng.randrange(6, 36)
            last = k == 2
            start = f"{year}-{month + 1:02}"
            year, month = divmod(year * 12 + month + months, 12)
            end = f"{year}-{month + 1:02}"
            times = {"start": start + "-01", "startEdtf": start, "endEdtf": ".." if last else end,
                     "ongoing": last}
            kinds = {"start": "date"}
            if not last:
                times |= {"end": end + "-28", "months": months, "exit": rng.choice(EXITS)}
                kinds["end"] = "date"
            role = rng.randrange(len(ROLES))
            company = rng.randrange(COMPANIES)
            step = node(["Step"], {"id": f"{name}/{k + 1}", "title": ROLES[role][1], "kind": "work",
                                   "order": k + 1, "certainty": "actual", "confidence": 0.9, **times}, kinds)
            relate(person, "TOOK", step)
            relate(step, "AT", companies[company])
            relate(step, "AS", roles[role])
            relate(step, "STATED_IN", post, {
                "quote": f"{start[:4]}년 {int(start[5:])}월에 회사{company}에 {ROLES[role][1]}로 입사했다.",
                "rule": "work.join", "offset": 100 * k, "length": 60})
            if before:
                relate(before, "NEXT", step, {"gapMonths": 0})
            before = step


main(int(sys.argv[1]))
