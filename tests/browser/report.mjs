/** Counts what passed, and says at once what did not. */
export class Report {
  #begin = Date.now();
  #passed = 0;
  #failed = 0;

  async test(name, play) {
    try {
      await play();
      this.#passed += 1;
    } catch (error) {
      this.#failed += 1;
      const words = error instanceof Findings ? error.message : (error.stack ?? String(error));
      console.log(`\nFAILED ${name}\n${words.replace(/^/gm, "    ")}`);
    }
  }

  close() {
    const seconds = Math.round((Date.now() - this.#begin) / 1000);
    console.log(`browser journeys took ${seconds} s`);
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    process.exitCode = this.#failed === 0 && this.#passed > 0 ? 0 : 1;
  }
}

/** What a check found wrong with a page, one line each. */
export class Findings extends Error {
  constructor(lines) {
    super(lines.join("\n"));
  }
}
