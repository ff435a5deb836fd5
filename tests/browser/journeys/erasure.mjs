import { openContext, signIn } from "../browser.mjs";
import { accessibility, overflow } from "../checks.mjs";
import { Findings } from "../report.mjs";
import { traces } from "../traces.mjs";
import { PASSWORD, accept, invite, submit } from "./buyer.mjs";

const COURSE = "responsible-purchasing";
const DAY = 24 * 3600 * 1000;

/** What somebody leaves in the Academy: each is written once and stands nowhere else. */
const MARKS = {
  name: "Zephyrine Quillfeather",
  box: "zephyrine.quillfeather",
  promise: "Marigold buttons are chosen before cutting",
  measure: "Marigold swatches in the ledger",
  comment: "Two of three ateliers chose marigold",
  countersignature: "Vermilion ink for this marigold",
};

/** A part of the name by which people look for it. */
const SOUGHT = "quillf";

/** Somebody with marks everywhere asks to be erased, an administrator carries it out, and nothing is found. */
export const erasureJourney = {
  name: "somebody is erased and found nowhere afterwards",
  play,
};

async function play(world) {
  const { academy, mailbox } = world;
  const marks = { ...MARKS, box: `${world.mark ?? ""}${MARKS.box}` };
  const person = { email: `${marks.box}@linden.example`, password: PASSWORD };
  const link = await invite(world, person.email, "en", marks.name);
  await inBrowser(world, 360, async (page) => {
    await accept(page, link, "en");
    const enrolment = await promise(page, academy.url, marks);
    await followUp(academy.url, person, enrolment, marks);
    const { own, seen } = await seeAll(world, enrolment, marks);
    for (const mark of Object.values(marks)) {
      if ((await traces(academy, [mark])).length === 0) throw new Error(`“${mark}” was never there`);
    }
    await page.goto(`${academy.url}/profile/data`);
    await sound(page);
    await isInOwnData(page, marks);
    await ask(page, person);
    await mailbox.waitFor(person.email, "");
    await carryOut(world, marks);
    await isGone(world, page, person, own, seen, marks);
  });
  // Whoever stops the server looks for these in what it leaves behind.
  world.erased?.push(...Object.values(marks));
}

/** Enrols and makes an action plan; the address of the enrolment. */
async function promise(page, url, marks) {
  await page.goto(`${url}/courses/${COURSE}`);
  await submit(page, page.locator(`form[action='/courses/${COURSE}/enrolments'] button`).first());
  await submit(page, page.locator("main form[action$='/opening'] button").first());
  const enrolment = new URL(page.url()).pathname.split("/steps/")[0];
  await page.goto(`${url}${enrolment}/steps/plan`);
  const field = (name) => page.locator(`[name^=${name}]`).first();
  await field("promise").fill(marks.promise);
  await field("owner").fill(marks.name);
  await field("due").fill(new Date(Date.now() + 60 * DAY).toISOString().slice(0, 10));
  await field("measure").fill(marks.measure);
  await submit(page, page.locator(".dock button.button-main"));
  return enrolment;
}

/** Says how it went, as a program does that does not wait for 90 days. */
async function followUp(url, person, enrolment, marks) {
  const api = `${url}/api/v1${enrolment}`;
  const { token } = await call(`${url}/api/v1/tokens`, person);
  const plan = await call(`${api}/plan`, undefined, token);
  const [{ id }] = plan.commitments;
  await call(`${api}/commitments/${id}/follow-up`, { outcome: "partly", comment: marks.comment }, token);
}

async function call(address, body, token) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(address, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** The coordinator signs the plan. Gives the pages of the person's own, and those on which they stand among others. */
async function seeAll(world, enrolment, marks) {
  return inBrowser(world, 1280, async (page) => {
    const { url } = world.academy;
    await signIn(page, world.academy, world.academy.person("learning-coordinator"));
    await page.goto(`${url}${enrolment}/plan`);
    await page.fill("textarea[name=comment]", marks.countersignature);
    await submit(page, page.locator("form[action$='/countersignature'] button[type=submit]"));
    const search = `/people?search=${SOUGHT}`;
    await page.goto(url + search);
    const person = await page.locator("main th a[href^='/people/']").first().getAttribute("href");
    await page.goto(`${url}${person}/learning`);
    await page.goto(`${url}/teams`);
    const team = `${new URL(page.url()).pathname}?search=${SOUGHT}`;
    const seen = [search, team, "/people", "/plans", "/reports/tables/csv?by=organisation"];
    return { own: [person, `${person}/learning`, enrolment, `${enrolment}/plan`], seen };
  });
}

/** Whoever takes their data away finds all of it there. */
async function isInOwnData(page, marks) {
  const answer = await page.request.get(new URL("/profile/data.json", page.url()).href);
  const text = await answer.text();
  const lacking = Object.values(marks).filter((mark) => !text.includes(mark));
  if (lacking.length > 0) throw new Error(`Their own data lack ${lacking.join(", ")}`);
}

async function ask(page, person) {
  await page.locator("main details summary").first().click();
  await page.fill("main [name='present-password']", person.password);
  await submit(page, page.locator("form[action='/profile/erasure'] button[type=submit]"));
  await page.locator("form[action='/profile/erasure/withdrawal']").waitFor();
  await sound(page);
}

async function carryOut(world, marks) {
  await inBrowser(world, 1280, async (page) => {
    await signIn(page, world.academy, world.academy.person("administrator"));
    await page.goto(`${world.academy.url}/administration/erasures`);
    await submit(page, page.locator("main a[href^='/administration/erasures/']").filter({ hasText: marks.name }));
    await sound(page);
    await submit(page, page.locator("main form[action$='/completion'] button"));
    await sound(page);
  });
}

async function isGone(world, page, person, own, seen, marks) {
  const { url } = world.academy;
  await page.goto(`${url}/profile`);
  if (new URL(page.url()).pathname !== "/sign-in") throw new Error("Whoever is erased is still signed in");
  const answer = await fetch(`${url}/api/v1/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(person),
  });
  if (answer.ok) throw new Error("Whoever is erased can still sign in");
  for (const role of new Set(["learning-coordinator", "administrator"].map((role) => world.academy.person(role)))) {
    await inBrowser(world, 1280, async (page) => {
      await signIn(page, world.academy, role);
      for (const path of own) {
        const response = await page.goto(url + path);
        if (response.status() !== 404) throw new Error(`${path} answers ${response.status()}`);
      }
      for (const path of [...seen, "/administration/audit", "/administration/mails"]) {
        const text = await (await page.request.get(url + path)).text();
        const found = Object.values(marks).filter((mark) => text.includes(mark));
        if (found.length > 0) throw new Error(`${path} shows ${found.join(", ")}`);
      }
    });
  }
}

async function inBrowser({ browser }, width, visit) {
  const context = await openContext(browser, { language: "en", width });
  try {
    return await visit(await context.newPage());
  } finally {
    await context.close();
  }
}

async function sound(page) {
  const findings = [...(await accessibility(page)), ...(await overflow(page))];
  if (findings.length > 0) throw new Findings([`at ${page.url()}`, ...findings]);
}
