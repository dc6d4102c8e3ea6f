import { gzipSync } from 'node:zlib';

/** One file of a tar archive, with header and padding. */
export function tarFile(path: string, content: string | Buffer, type = '0', prefix = ''): Buffer {
  const body = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(path, 0, 100);
  header.write('0000644\0', 100);
  header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(type, 156);
  header.write('ustar\0' + '00', 257);
  header.write(prefix, 345);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

/** The end of an archive. */
const END = Buffer.alloc(1024);

/** A compressed archive, as FHIR NPM packages are. */
export function tgz(...files: readonly Buffer[]): Buffer {
  return gzipSync(Buffer.concat([...files, END]));
}
