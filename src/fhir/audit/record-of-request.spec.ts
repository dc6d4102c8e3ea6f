import { TrustedProxies } from '../auth';
import { addressOf } from './record-of-request';

describe('the address of a client', () => {
  const proxies = new TrustedProxies(['10.0.0.0/8', '::1']);

  it.each<[what: string, near: string, forwarded: string | undefined, address: string]>([
    ['that of the connection', '192.0.2.1', undefined, '192.0.2.1'],
    ['that of the connection, whatever a stranger says', '192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['what a trusted proxy says', '10.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['what the farthest of trusted proxies says', '::ffff:10.0.0.1', '198.51.100.7, 10.0.0.2', '198.51.100.7'],
    ['an address of IPv4, as a proxy of both protocols says it', '10.0.0.1', '::ffff:198.51.100.7', '198.51.100.7'],
    ['not what the client put there', '10.0.0.1', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
    ['that of the proxy where it says nothing', '10.0.0.1', ' , ', '10.0.0.1'],
  ])('is %s', (_, near, forwarded, address) => {
    expect(addressOf(near, forwarded, proxies)).toBe(address);
  });

  it('is that of the connection where no proxy is trusted', () => {
    expect(addressOf('10.0.0.1', '198.51.100.7', undefined)).toBe('10.0.0.1');
  });
});
