import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PATIENCE = 120_000;

/** Starts a furnished Academy in a folder that goes away with it. */
export async function startAcademy(settings = {}) {
  const binary = process.env.ACADEMY_TEST_BINARY;
  if (!binary) throw new Error("ACADEMY_TEST_BINARY does not say where the built server lies; start with tests/run.");
  const folder = await mkdtemp(join(tmpdir(), "academy-browser-"));
  const server = spawn(binary, ["demo", "--json", "--port", "0", "--data", folder], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...settings },
  });
  let log = "";
  server.stderr.on("data", (text) => (log = (log + text).slice(-20_000)));
  const line = await firstLine(server, () => log);
  const { url, people } = JSON.parse(line);
  const stop = () => {
    server.kill("SIGKILL");
    return rm(folder, { recursive: true, force: true });
  };
  process.on("exit", () => server.kill("SIGKILL"));
  const end = () => endOf(server);
  return { url: url.replace(/\/$/, ""), people, folder, end, stop, log: () => log, person: (role) => personIn(people, role) };
}

/** Asks a server to end, and waits until it has put everything where it belongs. */
export async function endOf(server) {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
}

function firstLine(server, log) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The server printed no first line.\n${log()}`)), PATIENCE);
    const lines = createInterface({ input: server.stdout });
    lines.once("line", (line) => {
      clearTimeout(late);
      resolve(line);
    });
    lines.on("line", () => {});
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`The server ended with ${code}.\n${log()}`)));
  });
}

function personIn(people, role) {
  // Everybody in the furnished world has the same password; who is not in the list is asked for by e-mail.
  if (role.includes("@")) return { email: role, password: people[0].password };
  const person = people.find((person) => person.role === role);
  if (!person) throw new Error(`No ${role} among ${people.map((person) => person.role).join(", ")}`);
  return person;
}
