// Walks through every page of a furnished Academy in a real browser, then plays the journeys.
// node run.mjs [--shots DIR] [--all] [--only WORDS]
import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";

import { startAcademy } from "./academy.mjs";
import { openBrowser } from "./browser.mjs";
import { journeys, sharedJourneys } from "./journeys/all.mjs";
import { startMailbox } from "./mailbox.mjs";
import { pages } from "./pages.mjs";
import { startPair } from "./pair.mjs";
import { Findings, Report } from "./report.mjs";
import { traces } from "./traces.mjs";
import { walk } from "./walk.mjs";

const { values: options } = parseArgs({
  options: { shots: { type: "string" }, all: { type: "boolean", default: false }, only: { type: "string" } },
});
if (options.shots) await mkdir(options.shots, { recursive: true });

const report = new Report();
const mailbox = await startMailbox();
const academy = await startAcademy({ ACADEMY_SMTP_URL: mailbox.url });
const browser = await openBrowser();
const isWanted = (name) => !options.only || name.includes(options.only);
try {
  const world = { academy, browser, mailbox, report, shots: options.shots, everything: options.all, erased: [] };
  await walk(world, pages.filter((page) => isWanted(page.name)));
  for (const journey of journeys.filter((journey) => isWanted(journey.name))) {
    await report.test(journey.name, () => journey.play(world));
  }
  await leavesNothing(world);
  await onTwoServers(world, process.env.ACADEMY_TEST_POSTGRES);
} finally {
  await browser.close();
  academy.stop();
  mailbox.stop();
}
report.close();

/** With a PostgreSQL at hand, two servers share it, and each answers every second request. */
async function onTwoServers(world, postgres) {
  const wanted = sharedJourneys.filter((journey) => isWanted(`two servers: ${journey.name}`));
  if (!postgres || wanted.length === 0) return;
  const pair = await startPair(postgres, mailbox, browser);
  const erased = [];
  try {
    for (const journey of wanted) {
      await report.test(`two servers: ${journey.name}`, async () => {
        await journey.play({ ...world, academy: pair, mark: "pair-", erased });
        if (pair.answered().some((count) => count < 40)) throw new Error(`Answered by each: ${pair.answered()}`);
      });
    }
    await leavesNothing({ report, academy: pair, erased });
  } finally {
    await pair.stop();
  }
}

/** When the servers have ended, no table and no file holds what those wrote who were erased. */
async function leavesNothing({ report, academy, erased }) {
  if (erased.length === 0) return;
  await report.test("no table and no file holds anything of whom was erased", async () => {
    await academy.end();
    const found = await traces(academy, erased);
    if (found.length > 0) throw new Findings(found);
  });
}
