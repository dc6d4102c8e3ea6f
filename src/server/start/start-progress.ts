import type { IndexingState } from '../../fhir';
import type { MigrationStep } from '../../persistence';

/** What a server is doing to its database, and how far it is. */
export type Upkeep =
  ({ readonly doing: 'migrating' } & Omit<MigrationStep, 'isNew'>) | ({ readonly doing: 'indexing' } & IndexingState);

/** The work on the database that a server does when it starts: migrations, and indexes that are rebuilt. */
export class StartProgress {
  private doing: Upkeep | undefined;
  private readonly listeners: (() => void)[] = [];

  /** Undefined when there is nothing to do. */
  get current(): Upkeep | undefined {
    return this.doing;
  }

  /** Registers a function to call whenever the work gets further. */
  onProgress(listener: () => void): void {
    this.listeners.push(listener);
  }

  readonly migrating = ({ name, number, of }: MigrationStep): void => {
    this.set({ doing: 'migrating', name, number, of });
  };

  /** @param state undefined when all indexes are up to date */
  readonly indexing = (state: IndexingState | undefined): void => {
    this.set(state && { doing: 'indexing', ...state });
  };

  private set(doing: Upkeep | undefined): void {
    this.doing = doing;
    for (const listener of this.listeners) listener();
  }
}
