import { randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { access, chmod, constants, link, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf, reasonOf, StartupError } from "../../shared/startup-error.ts";
import { type Account, accountCan, ELSEWHERE } from "./account.ts";
import { holderOf } from "./postmaster.ts";

const MARKER = "wtwf.json";
const FORMAT = 1;

const WRITING = "writing-marker";

/** A new filesystem's root holds this; it is nobody's data. */
const HARMLESS = new Set(["lost+found"]);

interface Marker {
  readonly application: "wtwf";
  readonly format: number;
  /** Names the home under ELSEWHERE, once one was needed. */
  readonly elsewhere?: string;
}

export interface DataFolder {
  readonly path: string;
  /** Where the cluster lies: the folder itself, or a home elsewhere. */
  readonly home: string;
}

/** Opens the data folder, making it when it is absent. A folder with anything in it that is not ours is never touched. */
export async function openDataFolder(dataDir: string): Promise<DataFolder> {
  try {
    await makeFolder(dataDir);
    const path = await realpath(dataDir);
    const marker = (await readMarker(path)) ?? (await claim(path));
    await access(path, constants.W_OK | constants.X_OK);
    return { path, home: marker.elsewhere ? join(ELSEWHERE, marker.elsewhere) : path };
  } catch (error) {
    throw error instanceof StartupError
      ? error
      : new StartupError(`Cannot use the data folder ${dataDir}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Like a recursive mkdir, except that Node's own never returns where nothing can be made (under /proc, say). */
async function makeFolder(path: string): Promise<void> {
  const make = async (): Promise<boolean> => {
    try {
      await mkdir(path);
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return true;
      if (codeOf(error) === "ENOENT") return false;
      throw error;
    }
  };
  if (await make()) return;
  // Where its parent is there all the same, another start has just made it, or nothing can be made in it.
  if (!existsSync(dirname(path))) await makeFolder(dirname(path));
  if (!(await make())) throw new Error(`no folder can be made in ${dirname(path)}`);
}

/**
 * Two first starts on one folder may both find it unclaimed: whoever comes second goes by what the first wrote, and
 * finds it whole, since the marker is written aside and then linked into place.
 */
async function claim(path: string): Promise<Marker> {
  const names = await readdir(path);
  const others = names.filter((name) => !HARMLESS.has(name) && !name.startsWith(WRITING));
  if (!names.includes(MARKER) && others.length > 0) {
    throw new StartupError(
      `The data folder ${path} holds files of something else and was left alone: set DATA_DIR to an empty or new folder`,
    );
  }
  const marker: Marker = { application: "wtwf", format: FORMAT };
  const writing = join(path, `${WRITING}-${randomBytes(4).toString("hex")}`);
  await writeFile(writing, `${JSON.stringify(marker)}\n`, { flag: "wx" });
  try {
    await link(writing, join(path, MARKER));
    if (process.getuid?.() === 0) await chmod(path, 0o711);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    await rm(writing, { force: true });
  }
  return (await readMarker(path)) ?? marker;
}

async function readMarker(path: string): Promise<Marker | undefined> {
  const text = await readFile(join(path, MARKER), "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const marker = parseMarker(text);
  if (!marker)
    throw new StartupError(`The data folder ${path} is not one of ours (its ${MARKER} says otherwise) and was left alone: set DATA_DIR`);
  if (marker.format > FORMAT)
    throw new StartupError(`The data folder ${path} was made by a newer version of this program: use that version, or set DATA_DIR`);
  return marker;
}

function parseMarker(text: string): Marker | undefined {
  try {
    const marker: Partial<Marker> = JSON.parse(text);
    const sound =
      marker.application === "wtwf" && typeof marker.format === "number" && /^[0-9a-f]{16}$/.test(marker.elsewhere ?? "0".repeat(16));
    return sound ? (marker as Marker) : undefined;
  } catch {
    return undefined;
  }
}

/** Makes sure that the account can reach the cluster's home, giving a new cluster a home elsewhere when it cannot. */
export async function reachableHome(folder: DataFolder, account: Account | undefined): Promise<DataFolder> {
  if (!account || folder.home !== folder.path) return folder;
  if (accountCan(account, 'cd "$1"', folder.path)) return folder;
  if (existsSync(join(folder.path, "cluster"))) {
    throw new StartupError(
      `The account ${account.name}, which owns the database in ${folder.path}, can no longer enter that folder: open its parents to it`,
    );
  }
  const marker: Marker = { application: "wtwf", format: FORMAT, elsewhere: randomBytes(8).toString("hex") };
  const writing = join(folder.path, WRITING);
  await writeFile(writing, `${JSON.stringify(marker)}\n`);
  await rename(writing, join(folder.path, MARKER));
  return { path: folder.path, home: join(ELSEWHERE, marker.elsewhere ?? "") };
}

/** A copied data folder names the same home as its original, and must neither share nor delete the original's database. */
export async function refuseCopy(folder: DataFolder): Promise<void> {
  if (folder.home === folder.path) return;
  const owner = (await readFile(deedOf(folder), "utf8").catch(() => folder.path)).trim();
  if (owner === folder.path) return;
  const original = await readMarker(owner).catch(() => undefined);
  if (original?.elsewhere && folder.home === join(ELSEWHERE, original.elsewhere)) {
    throw new StartupError(
      `The data folder ${folder.path} is a copy of ${owner}, whose database lies in ${folder.home}: set DATA_DIR to a new folder`,
    );
  }
}

/** Makes the home elsewhere, where there is one, and writes down whose it is. */
export async function makeHome(folder: DataFolder): Promise<void> {
  if (folder.home === folder.path) return;
  try {
    await mkdir(folder.home, { recursive: true, mode: 0o711 });
    await writeFile(deedOf(folder), `${folder.path}\n`);
  } catch (error) {
    throw new StartupError(`Cannot use ${folder.home}, where the database of ${folder.path} lies: ${reasonOf(error)}`, { cause: error });
  }
}

function deedOf(folder: DataFolder): string {
  return join(folder.home, "belongs-to");
}

/** Deletes what we keep in the data folder, and nothing else, after saying so. Refused while a Postgres runs on it. */
export async function emptyDataFolder(folder: DataFolder, log: (line: string) => void): Promise<void> {
  const holder = holderOf(join(folder.home, "cluster", "data"));
  if (holder) throw new StartupError(`The database in ${folder.home} is in use (process ${holder}): stop it before --fresh`);
  const elsewhere = folder.home !== folder.path;
  const ours = (await readdir(folder.path)).filter((name) => /^(cluster|making|deleting)\b|^demonstration-password$/.test(name));
  const doomed = [...ours.map((name) => join(folder.path, name)), ...(elsewhere && existsSync(folder.home) ? [folder.home] : [])];
  if (doomed.length === 0) return log(`--fresh: nothing to delete in ${folder.path}`);
  log(`--fresh: deleting the database and all that was entered in it: ${doomed.join(", ")}`);
  for (const path of doomed) await deleteAtOnce(path);
}

/** Renamed first, so that a deletion cut short never leaves half a cluster under the name of a whole one. */
async function deleteAtOnce(path: string): Promise<void> {
  if (path.endsWith("cluster")) {
    const aside = path.replace(/cluster$/, `deleting-${randomBytes(4).toString("hex")}`);
    await rename(path, aside);
    return rm(aside, { recursive: true, force: true });
  }
  await rm(path, { recursive: true, force: true });
}

/** The account that owns the cluster, if there is one yet. */
export function clusterOwner(home: string): { uid: number; gid: number } | undefined {
  const cluster = statSync(join(home, "cluster"), { throwIfNoEntry: false });
  return cluster && { uid: cluster.uid, gid: cluster.gid };
}

/** A secret made up once and kept where only its owner can read it. */
export async function keptSecret(path: string, make: () => string): Promise<string> {
  try {
    const kept = existsSync(path) ? (await readFile(path, "utf8")).trim() : "";
    const secret = kept || make();
    if (!kept) await writeFile(path, `${secret}\n`, { mode: 0o600 });
    return secret;
  } catch (error) {
    throw new StartupError(`Cannot keep a secret in ${path}: ${reasonOf(error)}`, { cause: error });
  }
}
