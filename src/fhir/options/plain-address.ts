/** An IPv4 address in its usual form: a dual-stack server reports `10.0.0.7` as `::ffff:10.0.0.7`. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
