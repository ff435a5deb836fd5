import { join } from "node:path";

import { chooseLanguage, openContext, signIn, views } from "./browser.mjs";
import { accessibility, listen, overflow, validity } from "./checks.mjs";
import { Findings } from "./report.mjs";

const AT_ONCE = 2;

/** Looks at every page in every view. A person's language is kept by the server, so languages come one after the other. */
export async function walk(world, pages) {
  const sessions = new Map();
  const wanted = views(world.everything);
  for (const language of ["en", "vi"]) {
    for (const role of new Set(pages.map((page) => page.role))) {
      if (!role) continue;
      await world.report.test(`${role} signs in and reads ${language}`, async () => {
        sessions.set(role, await session(world, role, language, sessions.get(role)));
      });
    }
    const visits = wanted
      .filter((view) => view.language === language)
      .flatMap((view) => pages.filter(isIn(language)).map((page) => ({ view, page })));
    const worker = async () => {
      for (let visit = visits.shift(); visit; visit = visits.shift()) {
        const { view, page } = visit;
        const name = `${page.name} ${view.language} ${view.width} ${view.scheme}`;
        await world.report.test(name, () => look(world, page, view, sessions.get(page.role)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  for (const page of pages.filter((page) => page.budget)) {
    await world.report.test(`${page.name} is light enough for a bad line`, () => weigh(world, page, sessions.get(page.role)));
  }
}

/** Whether a page can be read in this language: some addresses name theirs. */
function isIn(language) {
  return ({ path }) => (/^\/(en|vi)(\/|$)/.exec(path ?? "")?.[1] ?? language) === language;
}

/** The cookies of somebody in this role who reads this language. */
async function session({ academy, browser }, role, language, storageState) {
  const context = await openContext(browser, { width: 1280, language }, { storageState });
  try {
    const page = await context.newPage();
    if (!storageState) await signIn(page, academy, academy.person(role));
    await page.goto(academy.url);
    await chooseLanguage(page, language);
    return await context.storageState();
  } finally {
    await context.close();
  }
}

async function look(world, wanted, view, storageState) {
  const context = await openContext(world.browser, view, { storageState });
  try {
    const page = await context.newPage();
    const heard = listen(page, world.academy.url);
    const response = await arrive(page, wanted, world);
    const findings = [];
    const status = wanted.status ?? 200;
    if (response.status() !== status) findings.push(`status ${response.status()} instead of ${status} at ${page.url()}`);
    const language = await page.getAttribute("html", "lang");
    if (language !== view.language) findings.push(`the page speaks ${language} to somebody who reads ${view.language}`);
    findings.push(...(await validity(await response.text())));
    if (wanted.act) await wanted.act(page);
    findings.push(...(await accessibility(page)), ...(await overflow(page)));
    if (world.shots) await picture(page, join(world.shots, `${wanted.name}-${view.language}-${view.width}-${view.scheme}.png`));
    // The browser itself reports an answer of 404 as an error, which is what such a page is there to show.
    findings.push(...heard.filter((line) => status === 200 || !line.includes("Failed to load resource")));
    if (findings.length > 0) throw new Findings(findings);
  } finally {
    await context.close();
  }
}

async function weigh(world, wanted, storageState) {
  const context = await openContext(world.browser, { width: 360, language: "en" }, { storageState });
  try {
    const page = await context.newPage();
    const target = new URL((await arrive(page, wanted, world)).url());
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.clearBrowserCache");
    const first = await weight(page, session, target.href);
    const later = await weight(page, session, target.href);
    const tooMuch = Object.entries({ first, later })
      .filter(([visit, bytes]) => wanted.budget[visit] && bytes > wanted.budget[visit] * 1024)
      .map(([visit, bytes]) => `${visit} load takes ${(bytes / 1024).toFixed(1)} KB, more than ${wanted.budget[visit]}`);
    if (tooMuch.length > 0) throw new Findings(tooMuch);
  } finally {
    await context.close();
  }
}

/** Bytes over the wire that opening an address costs, without pictures and video. */
async function weight(page, session, address) {
  const kinds = new Map();
  let bytes = 0;
  const begun = ({ requestId, type }) => kinds.set(requestId, type);
  const ended = ({ requestId, encodedDataLength }) => {
    if (!["Image", "Media"].includes(kinds.get(requestId))) bytes += encodedDataLength;
  };
  session.on("Network.requestWillBeSent", begun);
  session.on("Network.loadingFinished", ended);
  await page.goto("about:blank");
  await page.goto(address, { waitUntil: "networkidle" });
  session.off("Network.requestWillBeSent", begun);
  session.off("Network.loadingFinished", ended);
  return bytes;
}

/** Opens the page, following its links, and gives back the answer that it came in. */
async function arrive(page, wanted, world) {
  let response = wanted.find
    ? await wanted.find(page, world)
    : await page.goto(world.academy.url + wanted.path, { waitUntil: "load" });
  for (const selector of wanted.follow ?? []) {
    const element = page.locator(selector).first();
    const href = await element.getAttribute("href");
    if (href) {
      response = await page.goto(new URL(href, page.url()).href, { waitUntil: "load" });
    } else {
      [response] = await Promise.all([page.waitForNavigation({ waitUntil: "load" }), element.click()]);
    }
  }
  await page.evaluate(() => document.fonts.ready);
  return response;
}

function picture(page, path) {
  return page.screenshot({ path, fullPage: true, animations: "disabled" });
}
