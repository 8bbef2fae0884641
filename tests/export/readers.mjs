// SPDX-License-Identifier: Apache-2.0
// Reads the exports in FOLDER with Cytoscape.js, the schema of JSON Resume (ajv), jsonld, markwhen's
// and Mermaid's own parsers, and compares what they see with the APOC JSON Lines beside them.
//   HOEGO_READERS=FOLDER_OF_NODE_MODULES node readers.mjs FOLDER
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const folder = process.argv[2];
const modules = createRequire(path.join(process.env.HOEGO_READERS, 'package.json'));
const load = (name) => import(pathToFileURL(modules.resolve(name)).href);
const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const each = (form) => fs.readdirSync(path.join(folder, form)).map((name) => read(`${form}/${name}`));
const lines = (name) => read(name).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));

const entries = lines('all.jsonl');
const nodes = entries.filter((e) => e.type === 'node');
const rels = entries.filter((e) => e.type === 'relationship');
const labelled = (label) => nodes.filter((n) => (n.labels ?? []).includes(label));
const steps = labelled('Step').map((n) => n.properties);
const people = labelled('Person').map((n) => n.properties);

async function readCytoscape() {
  const cytoscape = (await load('cytoscape')).default;
  const cy = cytoscape({headless: true, elements: JSON.parse(read('all.cytoscape')).elements});
  assert.equal(cy.nodes().length, nodes.length);
  assert.equal(cy.edges().length, rels.length);
  const names = cy.nodes().map((n) => n.data('properties').name).filter((n) => n !== undefined);
  const expected = nodes.map((n) => n.properties?.name).filter((n) => n !== undefined);
  assert.deepEqual(names.sort(), expected.sort());
}

async function readResumes() {
  const Ajv = (await load('ajv')).default;
  const addFormats = (await load('ajv-formats')).default;
  const ajv = new Ajv({strict: false, allErrors: true});
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(fs.readFileSync(
    path.join(process.env.HOEGO_READERS, 'node_modules/@jsonresume/schema/schema.json'), 'utf8')));
  const together = lines('all.json-resume');
  const apart = each('json-resume').map((text) => JSON.parse(text));
  assert.equal(together.length, people.length);
  assert.equal(apart.length, people.length);
  for (const resume of [...together, ...apart])
    assert.ok(validate(resume), `${resume.basics.name}: ${ajv.errorsText(validate.errors)}`);
  const told = together.flatMap((r) => [
    ...[...r.work, ...r.volunteer, ...r.education].map((e) => e['x-hoego']), ...r['x-hoego'].other]);
  assert.deepEqual(told.map((s) => s.id).sort(), steps.map((s) => s.id).sort());
  const starts = (all) => all.filter((s) => s ?? undefined).sort();
  assert.deepEqual(starts(told.map((s) => s.startEdtf)), starts(steps.map((s) => s.startEdtf)));
}

async function readJsonLd() {
  const jsonld = (await load('jsonld')).default;
  // No network: the context stands in the document.
  const documentLoader = (url) => { throw new Error(`asks for ${url}`); };
  const rdf = await jsonld.toRDF(JSON.parse(read('all.jsonld')), {format: 'application/n-quads', documentLoader});
  assert.equal(rdf.split('<https://schema.org/Person>').length - 1, people.length);
  assert.ok(rdf.includes('"^^<https://schema.org/Date>'));
}

async function readMarkwhen() {
  const {parse, isEvent} = await load('@markwhen/parser');
  const events = (text) => {
    const found = [];
    const walk = (node) => (isEvent(node) ? found.push(node) : node.children.forEach(walk));
    const timeline = parse(text);
    assert.deepEqual(timeline.parseMessages ?? [], []);
    walk(timeline.events);
    return found;
  };
  const dated = steps.filter((s) => s.startEdtf || s.start || (s.endEdtf && s.endEdtf !== '..'));
  assert.equal(events(read('all.markwhen')).length, dated.length);
  const apart = each('markwhen').flatMap(events);
  assert.equal(apart.length, dated.length);
  const year = (event) => Number(event.dateRangeIso.fromDateTimeIso.slice(0, 4));
  assert.ok(apart.every((event) => year(event) > 1980 && year(event) < 2040));
}

async function readMermaid() {
  // Mermaid cleans labels with the DOM.
  const {JSDOM} = await load('jsdom');
  globalThis.window = new JSDOM('').window;
  globalThis.document = globalThis.window.document;
  const mermaid = (await load('mermaid')).default;
  const tasks = async (text) => {
    await mermaid.parse(text);
    return (await mermaid.mermaidAPI.getDiagramFromText(text)).db.getTasks();
  };
  const dated = steps.filter((s) => s.startEdtf || s.start).length;
  assert.equal((await tasks(read('all.mermaid'))).length, dated);
  let apart = 0;
  for (const text of each('mermaid')) {
    const found = await tasks(text);
    apart += found.length;
    for (const task of found) assert.ok(task.startTime <= task.endTime, JSON.stringify(task));
  }
  assert.equal(apart, dated);
}

for (const reader of [readCytoscape, readResumes, readJsonLd, readMarkwhen, readMermaid]) {
  try {
    await reader();
  } catch (error) {
    console.error(`${folder}: ${reader.name}`);
    throw error;
  }
}
console.log(`${folder}: Cytoscape, JSON Resume, JSON-LD, markwhen and Mermaid read back`);
