import { isIPv4, isIPv6 } from 'node:net';

const LONGEST = 2_084;
const AUTHORITY = /^https?:(?:\/\/)?([^/?#]*)/i;
const HOST_AND_PORT = /^(\[[^\]]+\]|[^:]*)(?::(\d*))?$/;
const LABEL = /^(?!-)[a-z0-9\u00a1-\uff00\uff5f-\uffff-]{1,63}(?<!-)$/i;
const HIGHEST_PORT = 65_535;

/** Whether it is an http(s) address without a password; the host needs no top-level domain. */
export function isWebAddress(text: string): boolean {
  if (text.length > LONGEST || /[\s<>]/.test(text)) return false;
  const [, authority = ''] = AUTHORITY.exec(text) ?? [];
  const [, host = '', port = ''] = HOST_AND_PORT.exec(authority) ?? [];
  if (port !== '' && (Number(port) < 1 || Number(port) > HIGHEST_PORT)) return false;
  return host.startsWith('[') ? isIPv6(host.slice(1, -1)) : isIPv4(host) || isName(host);
}

function isName(host: string): boolean {
  const labels = host.split('.');
  return labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1)!);
}
