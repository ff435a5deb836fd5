import { submit } from "./buyer.mjs";
import { day, Desks, sound } from "./pathway.mjs";

const GROUP = "tung@hoagao.example";
const ADVISER = "huy@academy.example";
const CHOSEN = ["Hoa Gạo Garment No. 1 (invented)", "Hoa Gạo Garment No. 2 (invented)"];
const LEFT_OUT = { name: "Hoa Gạo Garment No. 3 (invented)", manager: "hanh@hoagao.example" };
const OUTSIDE = { name: "Bến Trăng Knitwear (invented)", manager: "linh@bentrang.example" };

/** A group starts one pathway for two of its three factories; each goes on with its own, and sees no other. */
export function pathwayOfGroupJourney(language, width) {
  return {
    name: `a group starts one pathway for several factories (${language}, ${width} px)`,
    play: (world) => play(world, language, width),
  };
}

async function play(world, language, width) {
  const desks = new Desks(world);
  try {
    const name = `Planned hours, ${language}`;
    const group = await desks.of(GROUP, width, language);
    await start(group, world, name);
    const factories = await factoriesOf(group, world);
    const begun = [];
    for (const factory of CHOSEN) begun.push(await pathwayOf(group, factories.get(factory), name));
    if (await pathwayOf(group, factories.get(LEFT_OUT.name), name)) throw new Error("It was begun where nobody chose it");
    await goesNoFurther(group, begun);
    await waitsForTheCommittees(await desks.of(ADVISER, 1280), world, name);
    for (const neighbour of [LEFT_OUT, OUTSIDE]) await isHidden(await desks.of(neighbour.manager, width, language), begun);
    await seesNothingElse(group, await desks.of(OUTSIDE.manager, 1280), world);
  } finally {
    await desks.close();
  }
}

/** Only the group's own factories are offered; without one chosen nothing begins, and what was typed stays. */
async function start(page, { academy }, name) {
  await page.goto(`${academy.url}/group-themes`);
  await sound(page);
  await submit(page, page.locator("main .head a.button-main"));
  const offered = page.locator("main label.tick");
  const names = (await offered.allInnerTexts()).join("\n");
  if (names.includes(OUTSIDE.name) || !names.includes(LEFT_OUT.name)) throw new Error(`Offered:\n${names}`);
  await page.selectOption("[name=template]", { index: 1 });
  await page.fill("[name=name]", name);
  await page.fill("[name=starts_on]", day(0));
  await page.fill("[name=ends_on]", day(180));
  await submit(page, page.locator("main form.form button.button-main"));
  if ((await page.locator("main .error-summary").count()) === 0) throw new Error("It began without a factory");
  if ((await page.inputValue("[name=name]")) !== name) throw new Error("What was typed is lost");
  await sound(page);
  for (const factory of CHOSEN) await offered.filter({ hasText: factory }).click();
  await submit(page, page.locator("main form.form button.button-main"));
  await sound(page);
}

/** The addresses of the group's factories by their names. */
async function factoriesOf(page, { academy }) {
  await page.goto(`${academy.url}/group-themes`);
  const links = await page
    .locator("main th a[href^='/organisations/']")
    .evaluateAll((all) => all.map((link) => [link.textContent.trim(), link.href]));
  return new Map(links.map(([name, address]) => [name, address.replace("/organisations/", "/factories/")]));
}

/** The address of the factory's pathway of this name, or nothing. */
async function pathwayOf(page, factory, name) {
  await page.goto(`${factory}/pathway`);
  await sound(page);
  const link = page.locator("main a[href^='/pathways/']").filter({ hasText: name });
  return (await link.count()) > 0 ? link.first().evaluate((found) => found.href) : undefined;
}

/** The group reads what it began; the adviser changes and publishes it, the committee confirms it. */
async function goesNoFurther(page, pathways) {
  for (const pathway of pathways) {
    if (!pathway) throw new Error("It was not begun at a factory that was chosen");
    await page.goto(pathway);
    await sound(page);
    for (const form of ["publication", "confirmations", "stages", "end"]) {
      const offered = await page.locator(`main form[action$='/${form}']`).count();
      if (offered > 0) throw new Error(`The group is offered ${form} at ${pathway}`);
    }
    const status = (await page.request.get(`${pathway}/steps/new`)).status();
    if (status !== 403) throw new Error(`${pathway}/steps/new answers ${status} to the group`);
  }
}

/** Each factory has a pathway of its own, which waits on the adviser's home. */
async function waitsForTheCommittees(page, { academy }, name) {
  await page.goto(`${academy.url}/pathways?factories=all`);
  await sound(page);
  for (const factory of CHOSEN) {
    const row = page.locator("main tbody tr").filter({ hasText: factory });
    if (!(await row.first().innerText()).includes(name)) throw new Error(`Nothing waits at ${factory}`);
  }
}

async function isHidden(page, pathways) {
  for (const pathway of pathways) {
    for (const address of [pathway, `${pathway}/people`]) {
      const status = (await page.request.get(address)).status();
      if (status !== 404) throw new Error(`${address} answers ${status} to a neighbour`);
    }
  }
}

/** Neither a factory outside the group, nor what is planned of assessments, nor the Academy's own pages. */
async function seesNothingElse(group, outside, { academy }) {
  await outside.goto(`${academy.url}/organisations`);
  const link = outside.locator("main th a").filter({ hasText: OUTSIDE.name }).first();
  const organisation = new URL(await link.getAttribute("href"), academy.url).href;
  const factory = organisation.replace("/organisations/", "/factories/");
  const pages = [organisation, `${factory}/pathway`, `${factory}/improvement-plan`, `${academy.url}/pathways`];
  for (const address of [...pages, `${academy.url}/suggestions`]) {
    const status = (await group.request.get(address)).status();
    if (status !== 404) throw new Error(`${address} answers ${status} to the group`);
  }
}
