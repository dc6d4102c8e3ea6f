import { BlockList, isIP } from 'node:net';
import { plainAddress } from '../../options/plain-address';

/** Proxies, given as addresses or ranges: `10.0.0.7`, `10.1.0.0/16`, `fd00::/8`. */
export class TrustedProxies {
  private readonly list = new BlockList();
  private readonly isEmpty: boolean;

  /** @throws Error when one is not an address or a range */
  constructor(ranges: readonly string[]) {
    this.isEmpty = ranges.length === 0;
    for (const range of ranges) this.add(range);
  }

  has(address: string | undefined): boolean {
    if (this.isEmpty || address === undefined) return false;
    const plain = plainAddress(address);
    return this.list.check(plain, familyOf(plain));
  }

  private add(range: string): void {
    const [address = '', length] = range.split('/');
    const fault = new Error(`${range} is not the address of a proxy, nor a range such as 10.1.0.0/16`);
    if (isIP(address) === 0) throw fault;
    if (length === undefined) return this.list.addAddress(address, familyOf(address));
    const bits = Number(length);
    if (!/^\d{1,3}$/.test(length) || bits > (isIP(address) === 4 ? 32 : 128)) throw fault;
    this.list.addSubnet(address, bits, familyOf(address));
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
