import { chooseLanguage, openContext, signIn } from "../browser.mjs";
import { accessibility, overflow } from "../checks.mjs";
import { linkIn } from "../mailbox.mjs";
import { Findings } from "../report.mjs";
import { rowsOfCsv } from "../sheet.mjs";
import { study, submit } from "./buyer.mjs";
import { titleOf } from "./team.mjs";

const FACTORY = "Hoa Gạo Garment No. 3 (invented)";
const ADVISER = "huy@academy.example";
const MANAGER = "hanh@hoagao.example";
const REPRESENTATIVE = "lan@hoagao.example";
const SUPERVISOR = "tuan@hoagao.example";
const GROUP = "tung@hoagao.example";
const BRAND = { name: "Saltmarsh Outdoor (invented)", coordinator: "marcus@saltmarsh.example" };
/** Who has nothing to do with this factory, or nothing with its plan. */
const STRANGERS = ["linh@bentrang.example", "clara@linden.example", "nam@inspectorate.example", "ingrid@fund.example"];
const POINT = "osh-management-systems";
const COURSE = "osh-emergency";
const FINDING = "Nobody keeps a list of the hazards of the pressing room";
const LATER = "Pay slips of one line show no hours";
const NAME = "Hazards are known and dealt with";
const DAY = 24 * 3600 * 1000;

/** From a finding to the next assessment that does not make it again. */
export const pathwayJourney = {
  name: "a finding becomes a plan, a pathway, learning and evidence, and is not found again",
  play,
};

async function play(world) {
  const desks = new Desks(world);
  try {
    const adviser = await desks.of(ADVISER, 1280);
    const manager = await desks.of(MANAGER, 360);
    const workers = await desks.of(REPRESENTATIVE, 360);
    await bring(adviser, world, finding(POINT, "J-2026-01", FINDING, day(-2)));
    const item = await itemOf(adviser, world, FINDING);
    await agree(manager, item);
    const pathway = await build(adviser, item);
    await confirm(manager, pathway);
    await confirm(workers, pathway);
    await publish(adviser, pathway);
    await learn(world, desks);
    await prove(manager, item);
    await speak(manager, item);
    await speak(workers, item);
    await verify(adviser, item);
    await renew(adviser, world);
    await bring(adviser, world, finding("wage-information", "J-2027-01", LATER, day(0)));
    await isNotFoundAgain(adviser, item);
    await isSeenByThoseWhoMay(desks, item, pathway);
    await share(desks, manager, item);
  } finally {
    await desks.close();
  }
}

/** A browser for each of them, signed in and reading English. */
export class Desks {
  #contexts = [];
  #world;

  constructor(world) {
    this.#world = world;
  }

  async of(email, width, language = "en") {
    const { academy, browser } = this.#world;
    const context = await openContext(browser, { language, width });
    this.#contexts.push(context);
    const page = await context.newPage();
    await signIn(page, academy, academy.person(email));
    await chooseLanguage(page, language);
    return page;
  }

  async close() {
    for (const context of this.#contexts) await context.close();
  }
}

export const day = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** A row of findings, by the names of its columns in English. */
function finding(point, reference, text, foundOn) {
  return {
    Factory: FACTORY,
    "Compliance point": point,
    Source: "bw-assessment",
    "Source reference": reference,
    "Found on": foundOn,
    Severity: "high",
    Finding: text,
  };
}

/** The file is looked through and taken in; the same file once more changes nothing. */
async function bring(page, { academy }, row) {
  for (const turn of ["new", "again"]) {
    await page.goto(`${academy.url}/imports`);
    const template = await page.request.get(`${academy.url}/imports/templates/findings.csv`);
    const headings = rowsOfCsv(await template.body())[0];
    const line = headings.map((heading) => `"${row[heading] ?? ""}"`).join(",");
    const buffer = Buffer.from(`${headings.join(",")}\r\n${line}\r\n`);
    await page.setInputFiles("#file-findings", { name: "findings.csv", mimeType: "text/csv", buffer });
    await submit(page, page.locator("form[action='/imports/findings'] button"));
    await settled(page);
    await sound(page);
    const decision = page.locator("main form[action$='/decision'] button");
    const isOffered = (await decision.count()) > 0;
    if (isOffered !== (turn === "new")) throw new Error(`${turn}:\n${await page.locator("main").innerText()}`);
    if (!isOffered) return;
    await submit(page, decision);
    await settled(page);
  }
}

/** An import is worked on elsewhere; its page asks again by itself, only less often. */
async function settled(page) {
  for (let turn = 0; turn < 60 && (await page.locator("main section[role=status]").count()) > 0; turn += 1) {
    await page.waitForTimeout(200);
    await page.reload();
  }
}

/** The cycle ends, and the factory joins again. */
async function renew(page, { academy }) {
  await page.goto(`${academy.url}/engagement`);
  await submit(page, page.locator("main a").filter({ hasText: FACTORY }).first());
  await sound(page);
  const factory = page.url().split("?")[0].replace(/\/engagement$/, "");
  await submit(page, page.locator("main a[href^='/cycles/'][href$='/end']").first());
  await page.fill("[name=ended_on]", day(-1));
  await submit(page, page.locator("main form.form button.button-main"));
  await page.goto(`${factory}/cycles/new`);
  await page.fill("[name=started_on]", day(0));
  await submit(page, page.locator("main form.form button.button-main"));
  await sound(page);
}

/** The address of the item that a finding became. */
async function itemOf(page, { academy }, text) {
  await page.goto(`${academy.url}/improvement-plans?search=${encodeURIComponent("Garment No. 3")}`);
  await submit(page, page.locator("main th a").filter({ hasText: FACTORY }).first());
  await sound(page);
  const row = page.locator("main tbody tr").filter({ hasText: text }).first();
  await submit(page, row.locator("th a"));
  await sound(page);
  return page.url().split("?")[0];
}

/** Cause, action, owner and date, by the factory's manager. */
async function agree(page, item) {
  await page.goto(`${item}/change`);
  await page.fill("[name=root_cause]", "The list was one person's, and she left");
  await page.fill("[name=action]", "The committee walks the pressing room every month and keeps the list");
  await page.fill("[name=owner_name]", "Head of the pressing room");
  await page.fill("[name=due_on]", day(40));
  await page.selectOption("[name=state]", "under-way");
  await sound(page);
  await submit(page, page.locator("main form[action$='/change'] button[type=submit]"));
  await sound(page);
}

/** A pathway with a stage and a goal, a suggestion that is changed and taken, and one that is declined. */
async function build(page, item) {
  const factory = item.split("/improvement-plan")[0];
  await page.goto(`${factory}/pathways/new`);
  await page.fill("[name=name]", NAME);
  await page.fill("[name=starts_on]", day(0));
  await page.fill("[name=ends_on]", day(120));
  await submit(page, page.locator("main form[action$='/pathways'] button[type=submit]"));
  const pathway = page.url().split("?")[0];
  const drawer = async (form) => {
    const inside = page.locator(`main details:has(form[action$='${form}'] [name=${form === "/stages" ? "stage_name" : "goal_text"}])`).last();
    if (!(await inside.evaluate((details) => details.open))) await inside.locator("summary").click();
    return inside;
  };
  const stage = await drawer("/stages");
  await stage.locator("[name=stage_name]").fill("See what is there");
  await stage.locator("[name=stage_starts_on]").fill(day(0));
  await stage.locator("[name=stage_ends_on]").fill(day(60));
  await submit(page, stage.locator("form[action$='/stages'] button").first());
  const goal = await drawer("/goals");
  await goal.locator("[name=goal_kind]").selectOption("compliance");
  await goal.locator("[name=goal_text]").fill("Every hazard of the pressing room has somebody who answers for it");
  await goal.locator("[name=goal_measure]").fill("The list of three months, signed by both sides");
  await submit(page, goal.locator("form[action$='/goals'] button").first());
  await sound(page);
  await decline(page, "osh-walk-through");
  await take(page);
  await sound(page);
  return pathway;
}

async function decline(page, code) {
  const refusal = page.locator(`form[action$='/suggestions/refusals']:has([value='${code}'])`);
  await unfold(refusal);
  await refusal.locator("[name=reason]").fill("They did such a walk last month");
  await submit(page, refusal.locator("button"));
  if ((await refusal.count()) > 0) throw new Error("What was declined is offered again unchanged");
}

/** Opens every drawer around something, the outermost first. */
async function unfold(inside) {
  for (const drawer of await inside.locator("xpath=ancestor::details").all()) {
    if (!(await drawer.evaluate((details) => details.open))) await drawer.locator("xpath=./summary").click();
  }
}

/** Takes the suggested course, for supervisors only. */
async function take(page) {
  const offer = page.locator("section article").filter({ has: page.locator(`[name=suggestion][value*='${COURSE}']`) }).first();
  await unfold(offer);
  const reasons = (await offer.locator("p").last().innerText()).trim();
  if (reasons === "") throw new Error("A suggestion without reasons");
  await submit(page, offer.locator("a[href*='suggestion=']"));
  await page.selectOption("[name=stage]", { index: 1 });
  await page.fill("[name=due_on]", day(20));
  await page.selectOption("[name=role]", "supervisor");
  await page.fill("[name=coverage]", "100");
  await page.fill("[name=reason]", "Those who lead the lines come first");
  await sound(page);
  await submit(page, page.locator("main form.form button.button-main").first());
}

async function confirm(page, pathway) {
  await page.goto(pathway);
  await page.locator("form[action$='/confirmations'] label:has([value=yes])").click();
  await page.fill("form[action$='/confirmations'] [name=comment]", "We shall take part");
  await sound(page);
  await submit(page, page.locator("form[action$='/confirmations'] button"));
}

async function publish(page, pathway) {
  await page.goto(pathway);
  await submit(page, page.locator("form[action$='/publication'] button"));
  if ((await page.locator(".error-summary, main [role=alert]").count()) > 0) {
    throw new Error(`Not published:\n${await page.locator("main").innerText()}`);
  }
  await sound(page);
}

/** The supervisor reads the mail and learns on a phone, in Vietnamese. */
async function learn(world, desks) {
  const page = await desks.of(SUPERVISOR, 360, "vi");
  const mail = await world.mailbox.waitFor(SUPERVISOR, await titleOf(COURSE, "vi"));
  await page.goto(linkIn(mail, `${world.academy.url}/enrolments/`));
  await submit(page, page.locator("main form[action$='/opening'] button").first());
  await study(page, COURSE, "vi");
}

async function prove(page, item) {
  await page.goto(item);
  const buffer = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
  await page.setInputFiles("main [name=file]", { name: "hazards.pdf", mimeType: "application/pdf", buffer });
  await page.fill("form[action$='/evidence'] [name=note]", "The list of this month");
  await submit(page, page.locator("form[action$='/evidence'] button"));
  await page.selectOption("form[action$='/state'] [name=state]", "reported-fixed");
  await submit(page, page.locator("form[action$='/state'] button"));
  await sound(page);
}

async function speak(page, item) {
  await page.goto(item);
  const form = page.locator("form[action$='/voice']");
  await form.locator("[name=stance]").selectOption("solved");
  await form.locator("[name=voice_text]").fill("We walked the room together and saw it");
  for (const heard of ["women_heard", "men_heard"]) await form.locator(`label:has([name=${heard}])`).click();
  await submit(page, form.locator("button"));
}

/** Learning and a report close nothing; with evidence and both voices the item is verified. */
async function verify(page, item) {
  await page.goto(item);
  await submit(page, page.locator("form[action$='/verification'] button"));
  await sound(page);
  if ((await page.locator("form[action$='/verification']").count()) > 0) throw new Error("The item is not verified");
}

/** The factory's page sets side by side what was learned, applied and verified, and that it was not found again. */
async function isNotFoundAgain(page, item) {
  const [factory, id] = item.split("/improvement-plan/");
  await page.goto(`${factory}/pathway`);
  await sound(page);
  const past = page.locator("main details.drawer");
  if ((await past.count()) > 0) await past.first().locator("summary").click();
  const told = await page.locator(`main article:has(a[href$='${id}'])`).first().innerText();
  for (const words of ["yes", "also not by the assessment"]) {
    if (!told.includes(words)) throw new Error(`“${words}” is not in:\n${told}`);
  }
}

/** Adviser and factory see plan and pathway, the group those of its factories, the brand and strangers nothing. */
async function isSeenByThoseWhoMay(desks, item, pathway) {
  const factory = item.split("/improvement-plan")[0];
  const pages = [item, `${factory}/improvement-plan`, `${factory}/pathway`, pathway, `${pathway}/people`];
  const answers = async (email, expected) => {
    const page = await desks.of(email, 1280);
    for (const address of pages) {
      const status = (await page.request.get(address)).status();
      if (status !== expected) throw new Error(`${address} answers ${status} to ${email}`);
    }
  };
  for (const email of [ADVISER, MANAGER, REPRESENTATIVE, GROUP]) await answers(email, 200);
  for (const email of [SUPERVISOR, BRAND.coordinator, ...STRANGERS]) await answers(email, 404);
}

/** With the factory's consent the brand sees what it allows, the factory sees who looked, and revoking ends it. */
async function share(desks, manager, item) {
  const organisation = item.split("/improvement-plan")[0].replace("/factories/", "/organisations/");
  const brand = await desks.of(BRAND.coordinator, 1280);
  const list = new URL("/shared-factories", item).href;
  await brand.goto(list);
  const shared = brand.locator("main th a").filter({ hasText: FACTORY });
  if ((await shared.count()) > 0) throw new Error("A brand sees a factory before it may");
  await manager.goto(`${organisation}/consents/new`);
  await manager.fill("[name=brand]", BRAND.name);
  await manager.locator("label.tick:has([name=scope])").first().click();
  await sound(manager);
  await submit(manager, manager.locator("main form[action$='/consents'] button[type=submit]"));
  await brand.goto(list);
  await submit(brand, shared);
  await sound(brand);
  await manager.goto(`${organisation}/viewers`);
  await sound(manager);
  await manager.getByText("Marcus Webb").first().waitFor();
  const consent = manager.locator("li.line").filter({ hasText: BRAND.name }).filter({ has: manager.locator("form[action$='/revocation']") });
  await submit(manager, consent.locator("button").first());
  const status = (await brand.reload()).status();
  if (status !== 404) throw new Error(`The brand is answered ${status} after the consent was revoked`);
}

export async function sound(page) {
  const findings = [...(await accessibility(page)), ...(await overflow(page))];
  if (findings.length > 0) throw new Findings([`at ${page.url()}`, ...findings]);
}
