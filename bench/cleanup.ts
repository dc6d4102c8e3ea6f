type Step = () => Promise<void>;

/** What has to be undone whatever happens, newest first. */
export class Cleanup {
  private readonly steps: Step[] = [];
  private last: Promise<void> = Promise.resolve();

  add(step: Step): void {
    this.steps.push(step);
  }

  /** One failed step does not keep the others from being taken; a second call waits for the first. */
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
