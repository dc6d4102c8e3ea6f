import { XML_TYPE, get, type LoopCase } from './requests';
/** Requests about resources that earlier cases have stored. */
export function reads(): LoopCase[] {
  return ['identifiers', 'extensions-nested', 'telecoms', 'narrative', 'text'].flatMap((id) => {
    const path = `/Organization/${id}`;
    return [
      { name: `GET ${id} as XML`, request: () => get(path, XML_TYPE) },
      { name: `GET ${id} as a page`, request: () => get(path, 'text/html') },
      { name: `GET ${id} as a page of XML`, request: () => get(`${path}?_format=html/xml`, 'text/html') },
      { name: `GET ${id}, pretty`, request: () => get(`${path}?_pretty=true`) },
      { name: `GET ${id}, summary`, request: () => get(`${path}?_summary=true`) },
      { name: `GET ${id}/$validate`, request: () => get(`${path}/$validate`) },
      { name: `GET ${id}/_history as XML`, request: () => get(`${path}/_history`, XML_TYPE) },
      { name: `GET ${id}/_history as a page`, request: () => get(`${path}/_history`, 'text/html') },
    ];
  });
}
