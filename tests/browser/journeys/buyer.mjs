import { openContext, signIn } from "../browser.mjs";
import { accessibility, overflow } from "../checks.mjs";
import { linkIn } from "../mailbox.mjs";
import { Findings } from "../report.mjs";
import { answer, rightAnswers } from "./course.mjs";

const COURSE = "responsible-purchasing";
export const PASSWORD = "stitched with patience";
const PROMISE = "No technical change after cutting, or we pay for the days lost";
const NAMES = { en: "Robin Ashdown", vi: "Nguyễn Thu Trang" };
/** More screens than the course has, so that a loop ends. */
const MOST_SCREENS = 400;

/** A buyer from the invitation mail to the finished action plan. */
export function buyerJourney(language, width) {
  const view = { language, width };
  const name = `a buyer is invited and completes the course in ${language} at ${width} px`;
  return { name, play: (world) => play(world, view) };
}

async function play(world, view) {
  const address = `${world.mark ?? ""}buyer-${view.language}-${view.width}@linden.example`;
  const link = await invite(world, address, view.language);
  const context = await openContext(world.browser, view);
  try {
    const page = await context.newPage();
    await accept(page, link, view.language);
    await enrol(page, world.academy.url);
    await study(page, COURSE, view.language);
    await page.locator("main a[href$='/plan']").first().click();
    await page.getByText(PROMISE).first().waitFor();
  } finally {
    await context.close();
  }
}

/** The coordinator of the brand invites; the mail arrives. */
export async function invite({ academy, browser, mailbox }, address, language, name = NAMES[language]) {
  const context = await openContext(browser, { language: "en", width: 1280 });
  try {
    const page = await context.newPage();
    await signIn(page, academy, academy.person("learning-coordinator"));
    await page.goto(`${academy.url}/organisations`);
    await page.locator("main a[href^='/organisations/']").filter({ hasText: "Linden" }).first().click();
    await page.locator("a[href$='/invitations/new']").first().click();
    await page.fill("[name=name]", name);
    await page.fill("[name=email]", address);
    await page.selectOption("select[name=role]", "buyer");
    await page.selectOption("select[name=language]", language);
    await submit(page, page.locator("form[action$='/invitations'] button[type=submit]"));
  } finally {
    await context.close();
  }
  return linkIn(await mailbox.waitFor(address, ""), `${academy.url}/invitations/`);
}

/** Joins by the link of an invitation. */
export async function accept(page, link, language) {
  await page.goto(link);
  await page.selectOption("select[name=language]", language);
  await page.locator("[name=sex][value=not-stated]").check({ force: true });
  await page.fill("[name=password]", PASSWORD);
  await submit(page, page.locator("main button[type=submit]"));
  if (page.url() === link) throw new Error(`Not joined:\n${await page.locator("main").innerText()}`);
  const spoken = await page.getAttribute("html", "lang");
  if (spoken !== language) throw new Error(`The Academy speaks ${spoken} to somebody who chose ${language}`);
}

async function enrol(page, url) {
  await page.goto(`${url}/courses?q=${encodeURIComponent("mua hang purchasing".split(" ").at(-1))}`);
  await page.goto(`${url}/courses/${COURSE}`);
  await submit(page, page.locator(`form[action='/courses/${COURSE}/enrolments'] button`).first());
  await submit(page, page.locator("main form[action$='/opening'] button").first());
}

/** Goes through every screen of the course as a learner does. */
export async function study(page, course, language) {
  const answers = await rightAnswers(course, language);
  const kinds = new Set();
  for (let screen = 0; screen < MOST_SCREENS; screen += 1) {
    if (/\/enrolments\/[^/]+$/.test(new URL(page.url()).pathname)) return isComplete(page);
    const kind = await step(page, answers, language);
    if (!kinds.has(kind)) {
      kinds.add(kind);
      const findings = [...(await accessibility(page)), ...(await overflow(page))];
      if (findings.length > 0) throw new Findings([`after ${kind}, at ${page.url()}`, ...findings]);
    }
  }
  throw new Error(`The course did not end; the last screen was ${page.url()}`);
}

/** Does what the screen asks for, and says what that was. */
async function step(page, answers, language) {
  const is = async (selector) => (await page.locator(selector).count()) > 0;
  if (await is("form#answer")) {
    await answer(page, answers, language);
    await submit(page, page.locator("form#answer button.button-main[type=submit]"));
    return "question";
  }
  if (await is("form#hand-in")) {
    await submit(page, page.locator("form#hand-in button.button-main"));
    return "hand-in";
  }
  if (await is("textarea[name^=promise]")) {
    await promise(page);
    return "plan";
  }
  if (await is(".dock-why")) {
    if (await is(".paths .path")) {
      await submit(page, page.locator(".paths .path").first());
      return "scene";
    }
    await submit(page, page.locator("form[action$='/attempts'] button").first());
    return "quiz";
  }
  const next = page.locator(".dock form[action$='/completion'] button, .dock a.button-main");
  await submit(page, next.first());
  return (await is("[data-exercise]")) ? "exercise" : "lesson";
}

async function promise(page) {
  const due = new Date(Date.now() + 60 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  const field = (name) => page.locator(`[name^=${name}]`).first();
  await field("promise").fill(PROMISE);
  await field("owner").fill("Robin");
  await field("due").fill(due);
  await field("measure").fill("Changes after cutting: none unpaid");
  await submit(page, page.locator(".dock button.button-main"));
}

/** The page of the enrolment says that it is done. */
async function isComplete(page) {
  if ((await page.locator("#completed-title").count()) === 0) {
    throw new Error(`Not complete:\n${await page.locator("main").innerText()}`);
  }
}

/** Clicks and waits for the page that comes. */
export async function submit(page, button) {
  const before = await page.evaluate(() => performance.timeOrigin);
  await button.click();
  await page.waitForFunction((before) => performance.timeOrigin !== before && document.readyState === "complete", before);
}
