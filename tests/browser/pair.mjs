import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

import { endOf } from "./academy.mjs";
import { openContext } from "./browser.mjs";
import { accept } from "./journeys/buyer.mjs";
import { freePort } from "./mailbox.mjs";

/** The journeys start at the root of the repository. */
const COURSE = "courses/library/responsible-purchasing";
const SECRET = "two servers that know one secret of sixty-four signs and no other";
const ADMINISTRATOR = { role: "administrator", email: "first@academy.example", password: "stitched with patience" };

/** Two real servers on one PostgreSQL and one storage, behind a balancer that gives each of them every second request. */
export async function startPair(postgres, mailbox, browser) {
  const binary = process.env.ACADEMY_TEST_BINARY;
  const folder = await mkdtemp(join(tmpdir(), "academy-pair-"));
  const servers = [];
  const balancer = balance(servers);
  await new Promise((resolve) => balancer.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${balancer.address().port}`;
  const env = {
    ...process.env,
    ACADEMY_DATABASE_URL: `${postgres.replace(/\/$/, "")}/postgres`,
    ACADEMY_DATA: folder,
    ACADEMY_SECRET: SECRET,
    ACADEMY_URL: url,
    ACADEMY_SMTP_URL: mailbox.url,
    ACADEMY_LOG: "warn",
  };
  const academy = async (...words) => (await promisify(execFile)(binary, words, { env })).stdout;
  const stop = () => {
    servers.forEach(({ process }) => process.kill("SIGKILL"));
    balancer.close();
    return rm(folder, { recursive: true, force: true });
  };
  process.on("exit", () => servers.forEach(({ process }) => process.kill("SIGKILL")));
  try {
    await academy("migrate");
    await academy("courses", "import", COURSE);
    const link = (await academy("admin", "create", "--email", ADMINISTRATOR.email, "--name", "Ada First")).trim();
    for (const _ of ["one", "two"]) servers.push(await serve(binary, env));
    await makeBrand(url, link, browser);
  } catch (error) {
    await stop();
    throw error;
  }
  const answered = () => servers.map((server) => server.answered);
  const end = () => Promise.all(servers.map(({ process }) => endOf(process)));
  const store = { folder, database: env.ACADEMY_DATABASE_URL };
  return { url, ...store, people: [ADMINISTRATOR], person: () => ADMINISTRATOR, answered, end, stop };
}

/** Every second request goes to the other server. */
function balance(servers) {
  let turn = 0;
  return createServer((incoming, outgoing) => {
    const server = servers[(turn += 1) % servers.length];
    const { method, url: path, headers } = incoming;
    const onward = request({ host: "127.0.0.1", port: server.port, method, path, headers }, (answer) => {
      server.answered += 1;
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
}

async function serve(binary, env) {
  const port = await freePort();
  const server = spawn(binary, ["serve", "--json", "--listen", `127.0.0.1:${port}`], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve, reject) => {
    const lines = createInterface({ input: server.stdout });
    lines.once("line", resolve);
    lines.on("line", () => {});
    server.once("exit", (code) => reject(new Error(`A server ended with ${code}.`)));
  });
  return { process: server, port, answered: 0 };
}

/** The first administrator joins, and registers the brand to which a buyer will be invited. */
async function makeBrand(url, link, browser) {
  const context = await openContext(browser, { language: "en", width: 1280 });
  try {
    await accept(await context.newPage(), link, "en");
  } finally {
    await context.close();
  }
  const { email, password } = ADMINISTRATOR;
  const { token } = await post(`${url}/api/v1/tokens`, { email, password });
  await post(`${url}/api/v1/organisations`, { kind: "brand", name: "Linden" }, { authorization: `Bearer ${token}` });
}

async function post(address, body, headers = {}) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
