/** Named timers: starting one again replaces it. */
export class Timers {
  private readonly running = new Map<string, ReturnType<typeof setTimeout>>();

  start(name: string, wait: number, fn: () => void): void {
    this.stop(name);
    const run = () => {
      this.running.delete(name);
      fn();
    };
    this.running.set(name, setTimeout(run, wait));
  }

  has(name: string): boolean {
    return this.running.has(name);
  }

  stop(name: string): void {
    clearTimeout(this.running.get(name));
    this.running.delete(name);
  }

  stopAll(): void {
    for (const name of [...this.running.keys()]) this.stop(name);
  }
}
