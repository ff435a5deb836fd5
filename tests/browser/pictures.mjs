// Takes the pictures that README.md shows, from a furnished Academy.
// ACADEMY_TEST_BINARY=… node pictures.mjs DIR
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { startAcademy } from "./academy.mjs";
import { chooseLanguage, openBrowser, openContext, signIn } from "./browser.mjs";

const folder = process.argv[2];
if (!folder) throw new Error("Say where the pictures go: node pictures.mjs DIR");
await mkdir(folder, { recursive: true });

const academy = await startAcademy();
const browser = await openBrowser();

async function take(name, { width, language = "en", role, density = 1 }, arrive) {
  const context = await openContext(browser, { width, language }, { deviceScaleFactor: density });
  const page = await context.newPage();
  if (role) await signIn(page, academy, academy.person(role));
  await page.goto(academy.url);
  await chooseLanguage(page, language);
  await arrive(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

async function open(page, path) {
  await page.goto(academy.url + path, { waitUntil: "load" });
}

/** A step of the course that this person is on. */
async function openStep(page, step) {
  await open(page, "/learning");
  const course = await page.locator('a[href^="/enrolments/"], form[action^="/enrolments/"]').first();
  const address = (await course.getAttribute("href")) ?? (await course.getAttribute("action"));
  await open(page, `/enrolments/${address.split("/")[2]}/steps/${step}`);
}

try {
  await take("home-1280", { width: 1280, role: "buyer" }, (page) => open(page, "/learning"));
  await take("lesson-360", { width: 360, role: "buyer", density: 2 }, (page) => openStep(page, "minute-ladder"));
  await take("quiz-vi-1280", { width: 1280, role: "buyer", language: "vi" }, async (page) => {
    await openStep(page, "partnership-check");
    // The course has a language of its own.
    await page.click('header button[name="language"][value="vi"]');
    await page.waitForFunction(() => document.querySelector("h1")?.lang === "vi");
    await Promise.all([page.waitForURL("**/attempts/**"), page.click('main form[action$="/attempts"] button')]);
    await page.locator("main .choice").nth(1).click();
    await page.waitForTimeout(1500);
  });
  await take("adviser-vi-1280", { width: 1280, role: "adviser", language: "vi" }, async (page) => {
    await open(page, "/pathways");
    await page.setViewportSize({ width: 1280, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  });
  await take("patterns-1280", { width: 1280 }, (page) => open(page, "/patterns"));
} finally {
  await browser.close();
  academy.stop();
}
