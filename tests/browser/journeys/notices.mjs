import { openContext, signIn } from "../browser.mjs";
import { accessibility, overflow } from "../checks.mjs";
import { linkIn } from "../mailbox.mjs";
import { Findings } from "../report.mjs";

const DAY = 24 * 3600 * 1000;

/** A coordinator assigns a course; the learner is told by mail and in the Academy, and stops such mails with one click. */
export function noticesJourney(language, width) {
  const name = `a buyer is told of a course in ${language} at ${width} px, and stops such mails`;
  return { name, play: (world) => play(world, { language, width }) };
}

async function play(world, view) {
  const course = await assign(world);
  const buyer = world.academy.person("buyer");
  const mail = await world.mailbox.waitFor(buyer.email, course);
  const stop = linkIn(mail, `${world.academy.url}/mail-stops/`);
  if (mail.headers["list-unsubscribe"] !== `<${stop}>`) throw new Error(`No List-Unsubscribe: ${JSON.stringify(mail.headers)}`);
  if (mail.headers["list-unsubscribe-post"] !== "List-Unsubscribe=One-Click") throw new Error("No List-Unsubscribe-Post");
  await readNotice(world, view, course, linkIn(mail, `${world.academy.url}/enrolments/`));
  await stopMails(world, view, stop);
  await isStopped(world, view);
}

/** Returns the title of the course that is assigned. */
async function assign({ academy, browser }) {
  return inBrowser(browser, { language: "en", width: 1280 }, async (page) => {
    await signIn(page, academy, academy.person("learning-coordinator"));
    await page.goto(`${academy.url}/people?search=hartmann`);
    const person = await page.locator("main tbody a[href^='/people/']").first().getAttribute("href");
    await page.goto(`${academy.url}${person}/learning`);
    const option = page.locator("select[name=course] option:not([value='']):not([value='responsible-purchasing'])").first();
    const title = (await option.innerText()).trim();
    await page.selectOption("select[name=course]", await option.getAttribute("value"));
    await page.fill("[name=due_on]", new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10));
    await Promise.all([page.waitForURL("**/learning*"), page.locator("form[action$='/enrolments'] button[type=submit]").click()]);
    return title;
  });
}

async function readNotice({ academy, browser }, view, course, enrolment) {
  await inBrowser(browser, view, async (page) => {
    await signIn(page, academy, academy.person("buyer"));
    await page.goto(`${academy.url}/notices`);
    await isGood(page);
    await Promise.all([page.waitForURL(enrolment), page.locator(".news-open").filter({ hasText: course }).first().click()]);
    await page.goto(`${academy.url}/notices`);
    await page.locator(".news a").filter({ hasText: course }).first().waitFor();
  });
}

/** By somebody who is not signed in, as the mail program or its reader does it. */
async function stopMails({ browser }, view, stop) {
  await inBrowser(browser, view, async (page) => {
    await page.goto(stop);
    await isGood(page);
    await page.locator("main form button").click();
    await page.locator("main a[href='/profile/notices']").waitFor();
    await isGood(page);
  });
}

async function isStopped({ academy, browser }, view) {
  await inBrowser(browser, view, async (page) => {
    await signIn(page, academy, academy.person("buyer"));
    await page.goto(`${academy.url}/profile/notices`);
    await isGood(page);
    const ticks = page.locator("input[name^=by-mail-]");
    const stopped = await ticks.evaluateAll((all) => all.filter((tick) => !tick.checked).map((tick) => tick.name));
    if (stopped.join() !== "by-mail-assigned") throw new Error(`Stopped are: ${stopped}`);
  });
}

async function inBrowser(browser, view, visit) {
  const context = await openContext(browser, view);
  try {
    return await visit(await context.newPage());
  } finally {
    await context.close();
  }
}

async function isGood(page) {
  const findings = [...(await accessibility(page)), ...(await overflow(page))];
  if (findings.length > 0) throw new Findings([`at ${page.url()}`, ...findings]);
}
