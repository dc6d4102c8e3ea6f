import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TypeormHandle } from './typeorm-handle';

it('closes although its log cannot be moved into the file, as on a full disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'typeorm-handle-'));
  const handle = new TypeormHandle(join(folder, 'x.db'));
  jest.spyOn(handle, 'pragma').mockImplementation(() => {
    throw new Error('database or disk is full');
  });
  handle.close();
  expect(handle.open).toBe(false);
  rmSync(folder, { recursive: true });
});
