export { parseXml, parseXmlSteps, type ParsedXml, type ParseXmlOptions } from './parse-xml';
export { writeXml, type WriteXmlOptions } from './write-xml';
export { decodeXml } from './decode-xml';
