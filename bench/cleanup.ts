type Step = () => Promise<void>;

/** Steps to undo at the end whatever happens, newest first. */
export class Cleanup {
  private readonly steps: Step[] = [];
  private last: Promise<void> = Promise.resolve();

  add(step: Step): void {
    this.steps.push(step);
  }

  /** A failed step does not prevent the others; a second call waits for the first. */
  run(): Promise<void> {
    this.last = this.last.then(() => this.takeSteps());
    return this.last;
  }

  private async takeSteps(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await step();
      } catch (error) {
        console.error('While cleaning up:', error);
      }
    }
  }
}
