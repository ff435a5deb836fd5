import { openContext, signIn } from "../browser.mjs";
import { accessibility, overflow } from "../checks.mjs";
import { linkIn } from "../mailbox.mjs";

const SUBJECT = { en: "News of the season", vi: "Tin của mùa này" };

/** A reader from the foot of a public page to leaving, with an editor who writes and sends in between. */
export function newsletterJourney(language, width) {
  const view = { language, width };
  const name = `a reader signs up, gets an issue and leaves in ${language} at ${width} px`;
  return { name, play: (world) => play(world, view) };
}

async function play(world, view) {
  const { academy, browser, mailbox } = world;
  const address = `reader-${view.language}-${view.width}@public.example`;
  const context = await openContext(browser, view);
  try {
    const page = await context.newPage();
    await page.goto(`${academy.url}/${view.language}`);
    await page.fill("#newsletter-email", address);
    await submit(page, page.locator("form[action='/newsletter/sign-ups'] button[type=submit]"));
    const asked = await mailbox.waitFor(address, "");
    await page.goto(linkIn(asked, `${academy.url}/newsletter/confirmations/`));
    await sound(page);
    await submit(page, page.locator("main form button[type=submit]"));
    const subject = `${SUBJECT[view.language]} ${view.width}`;
    await sendIssue(world, view.width);
    const issue = await mailbox.waitFor(address, subject);
    const leave = linkIn(issue, `${academy.url}/newsletter/leaving/`);
    if (issue.headers["list-unsubscribe-post"] !== "List-Unsubscribe=One-Click") throw new Error("No List-Unsubscribe-Post");
    if (issue.headers["list-unsubscribe"] !== `<${leave}>`) throw new Error(`Left by ${issue.headers["list-unsubscribe"]}`);
    await page.goto(leave);
    await sound(page);
    await submit(page, page.locator("main form button[type=submit]"));
    if ((await page.locator("main").innerText()).includes(address)) throw new Error("The address is still shown after leaving");
    await sound(page);
    await isForgotten(world, address);
  } finally {
    await context.close();
  }
}

async function sendIssue({ academy, browser }, width) {
  const context = await openContext(browser, { language: "en", width: 1280 });
  try {
    const page = await context.newPage();
    await signIn(page, academy, academy.person("administrator"));
    await page.goto(`${academy.url}/newsletter/issues`);
    await submit(page, page.locator("form[action='/newsletter/issues'] button").first());
    await sound(page);
    for (const [language, subject] of Object.entries(SUBJECT)) {
      await page.fill(`[name=subject-${language}]`, `${subject} ${width}`);
      await page.fill(`[name=body-${language}]`, `## ${subject}\n\n[1](/${language}/courses)`);
    }
    await submit(page, page.locator("main form[action$='/edition'] button[type=submit]"));
    await sound(page);
    await page.locator("main details summary").click();
    await submit(page, page.locator("form[action$='/sending'] button"));
  } finally {
    await context.close();
  }
}

async function isForgotten({ academy, browser }, address) {
  const context = await openContext(browser, { language: "en", width: 1280 });
  try {
    const page = await context.newPage();
    await signIn(page, academy, academy.person("administrator"));
    await page.goto(`${academy.url}/newsletter/subscribers?search=${encodeURIComponent(address)}`);
    if ((await page.locator("main").innerText()).includes(address)) throw new Error(`${address} is still on the list`);
  } finally {
    await context.close();
  }
}

async function submit(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function sound(page) {
  const wrong = [...(await accessibility(page)), ...(await overflow(page))];
  if (wrong.length > 0) throw new Error(`${page.url()}: ${JSON.stringify(wrong)}`);
}
