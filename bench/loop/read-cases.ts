import { XML_TYPE, get, type LoopCase } from './requests';

/** Organizations that earlier cases have stored, by id, with the name of the case. */
const STORED: Readonly<Record<string, string>> = {
  extensions: 'PUT extensions',
  'extensions-nested': 'PUT nested extensions',
  telecoms: 'PUT telecoms',
  'narrative-entities': 'PUT a narrative of references',
  text: 'PUT a long text',
};

/** Requests about resources that earlier cases have stored. */
export function reads(): LoopCase[] {
  return Object.entries(STORED).flatMap(([id, stored]) => {
    const path = `/Organization/${id}`;
    const cases: LoopCase[] = [
      { name: `GET ${id} as XML`, request: () => get(path, XML_TYPE) },
      { name: `GET ${id} as a page`, request: () => get(path, 'text/html') },
      { name: `GET ${id} as a page of XML`, request: () => get(`${path}?_format=html/xml`, 'text/html') },
      { name: `GET ${id}, pretty`, request: () => get(`${path}?_pretty=true`) },
      { name: `GET ${id}, summary`, request: () => get(`${path}?_summary=true`) },
      { name: `GET ${id}/$validate`, request: () => get(`${path}/$validate`) },
      { name: `GET ${id}/_history as XML`, request: () => get(`${path}/_history`, XML_TYPE) },
      { name: `GET ${id}/_history as a page`, request: () => get(`${path}/_history`, 'text/html') },
    ];
    return cases.map((each) => ({ ...each, needs: [stored] }));
  });
}
