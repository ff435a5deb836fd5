// Ways to states that have no address of their own. Each opens its page and gives back the answer that it came in.

import { openContext } from "./browser.mjs";
import { linkIn } from "./mailbox.mjs";
import { invite } from "./journeys/buyer.mjs";

/** More than a quiz or a story of the library has. */
const MOST = 30;

/** A step of the course that the reader is enrolled in. */
export function step(id) {
  return async (page, world) => page.goto(`${await enrolment(page, world)}/steps/${id}`);
}

/** The first question of this kind in a quiz, which is begun if it is not yet. */
export function question(quiz, selector) {
  return async (page, world) => {
    const attempt = await sit(page, world, quiz);
    for (let number = 1; number < MOST; number += 1) {
      const response = await page.goto(`${attempt}/questions/${number}`);
      if (response.status() === 200 && (await page.locator(selector).count()) > 0) return response;
    }
    throw new Error(`${quiz} has no question with ${selector}`);
  };
}

/** The attempt itself: what is answered, or how it went. */
export function attempt(quiz) {
  return async (page, world) => page.goto(await sit(page, world, quiz));
}

/** A question of a practice quiz after an answer, right or wrong. */
export function marked(quiz, number) {
  return async (page, world) => {
    const attempt = await sit(page, world, quiz);
    await page.goto(`${attempt}/questions/${number}`);
    const form = page.locator("form#answer");
    if ((await form.count()) > 0) {
      for (const choice of await form.locator("label.choice").all()) await choice.click();
      await press(page, form.locator("button.button-main"));
    }
    return page.reload();
  };
}

/** A scene of a story after so many choices, or its end. */
export function scene(id, choices) {
  return async (page, world) => {
    let response = await step(id)(page, world);
    for (let made = 0; made < choices && (await page.locator(".paths .path").count()) > 0; made += 1) {
      response = await press(page, page.locator(".paths .path").last());
    }
    return response;
  };
}

/** A form that is sent as it stands, or filled with these values, and comes back with what is wrong. */
export function refused(path, form, values = {}) {
  return async (page, world) => {
    await page.goto(world.academy.url + path);
    for (const [name, value] of Object.entries(values)) await page.fill(`${form} [name=${name}]`, value);
    return sendUnchecked(page, form);
  };
}

/** The same for a form on a page that links lead to. */
export function refusedBehind(path, follow, form) {
  return async (page, world) => {
    await page.goto(world.academy.url + path);
    for (const selector of follow) await press(page, page.locator(selector).first());
    return sendUnchecked(page, form);
  };
}

const links = new Map();

/** The page behind the link of a mail. The mail is sent once and asked for by every view. */
function behindMail(name, send) {
  return async (page, world) => {
    if (!links.has(name)) links.set(name, send(world));
    return page.goto(await links.get(name));
  };
}

/** A guest reads the page in the language in which they were invited. */
export async function invitation(page, world) {
  const language = (await page.evaluate(() => navigator.language)).slice(0, 2);
  const invited = (world) => invite(world, `guest-${language}@linden.example`, language);
  return behindMail(`invitation-${language}`, invited)(page, world);
}

export const newPassword = behindMail("password", async (world) => {
  const { email } = world.academy.person("development-partner");
  const context = await openContext(world.browser, { language: "en", width: 1280 });
  try {
    const page = await context.newPage();
    await page.goto(`${world.academy.url}/password-resets`);
    await page.fill("main [name=email]", email);
    await press(page, page.locator("main button[type=submit]"));
  } finally {
    await context.close();
  }
  const beginning = `${world.academy.url}/password-resets/`;
  return linkIn(await world.mailbox.waitFor(email, "", beginning), beginning);
});

/** The course with every kind of step; people have others beside it. */
const COURSE = "responsible-purchasing";

async function enrolment(page, { academy }) {
  await page.goto(`${academy.url}/courses/${COURSE}`);
  const path = await page.locator("main a[href^='/enrolments/']").first().getAttribute("href");
  return academy.url + path;
}

/** Begins a quiz or goes on with it; the address of the attempt. */
async function sit(page, world, quiz) {
  await step(quiz)(page, world);
  const open = page.locator("main a[href^='/attempts/']");
  if ((await open.count()) > 0) await press(page, open.last());
  else await press(page, page.locator("main form[action$='/attempts'] button"));
  return new URL(page.url()).href.replace(/\/questions\/.*$/, "");
}

async function sendUnchecked(page, form) {
  await page.locator(form).evaluate((element) => (element.noValidate = true));
  return press(page, page.locator(`${form} button[type=submit], ${form} button.button-main`).first());
}

async function press(page, element) {
  const [response] = await Promise.all([page.waitForNavigation({ waitUntil: "load" }), element.click()]);
  return response;
}
