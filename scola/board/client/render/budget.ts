/** The milliseconds that one frame may spend on drawing what is not urgent. */
export class Budget {
  private readonly end: number;

  constructor(milliseconds: number) {
    this.end = performance.now() + milliseconds;
  }

  get spent(): boolean {
    return performance.now() >= this.end;
  }
}
