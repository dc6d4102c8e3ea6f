import type { JsonObject } from '../src/fhir';
import type { Installation } from './beside-peer';
import { installed } from './installed';

export const FORMATS_PEER: Installation = { packages: ['fhir@4.12.0'], variable: 'BENCH_FHIR_JS' };

export interface FormatsPeer {
  /** Package and version. */
  readonly name: string;
  /** JSON text to XML text. */
  toXml(json: string): string;
  /** XML text to the resource. */
  fromXml(xml: string): JsonObject;
}

/** The peer's exports that are used. */
interface PeerExports {
  Fhir: new () => {
    jsonToXml(json: string): string;
    xmlToObj(xml: string): JsonObject;
  };
}

/** The peer from the folder in BENCH_FHIR_JS; undefined when that is not set. @throws Error when the folder lacks it */
export function loadFormatsPeer(): FormatsPeer | undefined {
  const folder = process.env[FORMATS_PEER.variable];
  if (!folder) return undefined;
  const { api, name } = installed<PeerExports>(folder, 'fhir');
  const fhir = new api.Fhir();
  return { name, toXml: (json) => fhir.jsonToXml(json), fromXml: (xml) => fhir.xmlToObj(xml) };
}
