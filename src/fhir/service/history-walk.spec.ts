import type { RequestContext } from '../plugin/request-context';
import { walkHistories } from './history-walk';
import { Pace } from './pace';

describe('a history of many types', () => {
  afterEach(() => jest.restoreAllMocks());

  it('lets others have their turn between the pages of the types', async () => {
    jest.spyOn(Pace.prototype, 'isDue').mockReturnValue(true);
    const seen: string[] = [];
    jest.spyOn(Pace.prototype, 'rest').mockImplementation(async () => void seen.push('rest'));
    const services = ['Location', 'Organization', 'Practitioner'].map((type) => ({
      type,
      typeHistory: async () => {
        seen.push(type);
        return { versions: [] };
      },
    }));
    await walkHistories(services, {} as RequestContext, { order: 'newest first', count: 10 });
    expect(seen.filter((_, at) => at % 2 === 0).sort()).toEqual(['Location', 'Organization', 'Practitioner']);
    expect(seen.filter((_, at) => at % 2 === 1)).toEqual(['rest', 'rest', 'rest']);
  });
});
