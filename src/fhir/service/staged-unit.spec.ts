import { EVERY_CAPABILITY } from '../ports/capabilities';
import type { ResourceStore } from '../ports/resource-store';
import type { UnitOfWork } from '../ports/unit-of-work';
import { StagedUnit } from './staged-unit';
import { StoreRegistry } from './store-registry';

const NO_CHANGE = { entries: { added: [], removed: [] }, references: { added: [], removed: [] } };

/** A store of two types that supports locks for one of them only. */
const main = {
  capabilities: (type: string) => ({ ...EVERY_CAPABILITY, locks: type === 'Organization' }),
} as ResourceStore;

function unitThat(hold: UnitOfWork['hold']): StagedUnit {
  const stores = new StoreRegistry({ main, own: new Map(), definitions: [], updateCreate: false });
  const clock = () => new Date(0);
  return new StagedUnit({ hold } as UnitOfWork, 'Organization', {
    stores,
    clock,
    index: { change: () => NO_CHANGE, labels: '' },
  });
}

describe('a store that declares no locks', () => {
  const held: string[] = [];
  const unit = unitThat(async (how, keys) => void held.push(...keys.map(({ type }) => `${how} ${type}`)));
  const keys = [
    { type: 'Organization', id: '1' },
    { type: 'Location', id: '1' },
  ];
  beforeEach(() => held.splice(0));

  it('is not asked to hold anything, by plugins or for rules', async () => {
    await unit.hold('exclusive', keys);
    await unit.neighbours.hold('shared', keys);
    expect(held).toEqual(['exclusive Organization', 'shared Organization']);
  });

  it('is not asked with nothing, either', async () => {
    await unit.hold('shared', [{ type: 'Location', id: '1' }]);
    expect(held).toEqual([]);
  });
});
