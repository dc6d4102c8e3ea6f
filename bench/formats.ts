import { deepStrictEqual } from 'node:assert/strict';
import { parseXml, stringifyJson, writeXml, type JsonObject } from '../src/fhir';
import { parseJson } from '../src/fhir/json';
import { besidePeer, type Peer } from './beside-peer';
import { loadFormatsPeer, type FormatsPeer } from './formats-peer';
import { markdown, type Direction, type FormatsBenchResult, type JsonRow, type XmlSizeRow } from './formats-report';
import { bytesOf, VARIANTS } from './patch-fixtures';
import { record, runFacts } from './record';
import { serviceOf, variantsOf, withoutNumbers } from './service-fixtures';
import { perSecond, type Durations } from './stopwatch';

const BESIDE_PEER: Durations = { rounds: 11, turnMs: 300 };
const EACH_SIZE: Durations = { rounds: 7, turnMs: 200 };
const BODY = 12_000;
const SIZES: readonly number[] = [1_000, 4_000, 12_000, 40_000, 120_000, 400_000];
/** Numbers in the compact text of the fixtures, whose strings contain nothing similar. */
const NUMBER = /(?<=":)\d+/g;

const toXml = (json: string): string => writeXml(parseJson(json) as JsonObject);
const fromXml = (xml: string): JsonObject => parseXml(xml).resource;

function measure(): FormatsBenchResult {
  const service = serviceOf(BODY);
  const peer = loadFormatsPeer();
  const resources = variantsOf(service);
  const json = resources.map((resource) => JSON.stringify(resource));
  const xml = json.map(toXml);
  if (peer) assertSameWork(peer, json, xml);
  const direction = (
    ours: (text: string) => unknown,
    theirs: ((text: string) => unknown) | undefined,
    texts: readonly string[],
  ): Direction => ({
    inputBytes: Buffer.byteLength(texts[0]!),
    conversions: besidePeer(
      (call) => ours(texts[call % VARIANTS]!),
      theirs && { name: peer!.name, run: (call) => theirs(texts[call % VARIANTS]!) },
      BESIDE_PEER,
    ),
  });
  return {
    ...runFacts(),
    toXml: direction(toXml, peer?.toXml, json),
    fromXml: direction(fromXml, peer?.fromXml, xml),
    sizes: SIZES.map(ofSize),
    json: jsonBodies(service).map(jsonBesideEngine),
  };
}

/** @throws AssertionError unless both give the same result, except for decimals, which the peer leaves as strings */
function assertSameWork(peer: FormatsPeer, json: readonly string[], xml: readonly string[]): void {
  json.forEach((text, i) => {
    deepStrictEqual(peer.toXml(text), xml[i]);
    deepStrictEqual(withoutNumbers(peer.fromXml(xml[i]!)), withoutNumbers(fromXml(xml[i]!)));
    deepStrictEqual(fromXml(xml[i]!), JSON.parse(text));
  });
}

function ofSize(bytes: number): XmlSizeRow {
  const resource = serviceOf(bytes);
  const json = JSON.stringify(resource);
  const xml = toXml(json);
  return {
    bytes: bytesOf(resource),
    toXmlMs: 1_000 / perSecond(() => toXml(json), EACH_SIZE),
    fromXmlMs: 1_000 / perSecond(() => fromXml(xml), EACH_SIZE),
  };
}

interface JsonBody {
  readonly body: string;
  readonly texts: readonly string[];
  /** True when a double can hold its numbers. */
  readonly plain: boolean;
}

function jsonBodies(service: JsonObject): JsonBody[] {
  const texts = (resource: JsonObject, indent?: number): string[] =>
    variantsOf(resource).map((variant) => JSON.stringify(variant, null, indent));
  const none = withoutNumbers(service);
  const numbers = JSON.stringify(service).match(NUMBER)!.length;
  return [
    { body: 'no numbers', texts: texts(none), plain: true },
    { body: 'no numbers, indented', texts: texts(none, 2), plain: true },
    {
      body: 'no numbers, no character above U+00FF',
      texts: texts(none).map((text) => text.replace(/[^\0-\xff]/g, "'")),
      plain: true,
    },
    { body: `${numbers} numbers`, texts: texts(service), plain: true },
    {
      body: `${numbers} decimals like 7.500`,
      texts: texts(service).map((text) => text.replace(NUMBER, '7.500')),
      plain: false,
    },
  ];
}

/** The text is decoded from UTF-8, as for a request. */
function jsonBesideEngine({ body, texts, plain }: JsonBody): JsonRow {
  const received = texts.map((text) => Buffer.from(text).toString());
  for (const text of received) deepStrictEqual(stringifyJson(parseJson(text)), plain ? canonical(text) : text);
  const engine: Peer<[number], unknown> = {
    name: 'JSON.parse',
    run: (call) => JSON.parse(received[call % VARIANTS]!) as unknown,
  };
  const parsed = besidePeer((call) => parseJson(received[call % VARIANTS]!, { wellFormed: true }), engine, BESIDE_PEER);
  return { body, bytes: Buffer.byteLength(received[0]!), plain, parsed };
}

function canonical(text: string): string {
  return JSON.stringify(JSON.parse(text));
}

record('formats', measure, markdown);
