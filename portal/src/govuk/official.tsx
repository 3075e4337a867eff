import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Environment, FileSystemLoader } from "nunjucks";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createMemoryRouter, RouterProvider } from "react-router";

const frontend = dirname(createRequire(import.meta.url).resolve("govuk-frontend/package.json"));
const templates = new Environment(new FileSystemLoader(join(frontend, "dist")), { autoescape: true });

/** What the template that GOV.UK ships makes of these parameters. */
export function official(component: string, params: object): string {
  const macro = `govuk${component.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
  return templates.renderString(`{% from "govuk/components/${component}/macro.njk" import ${macro} %}{{ ${macro}(params) }}`, { params });
}

/** What our wrapper makes. */
export function rendered(element: ReactElement, path = "/here"): string {
  const router = createMemoryRouter([{ path: "*", element }], { initialEntries: [path] });
  return renderToStaticMarkup(<RouterProvider router={router} />);
}

/** Set by the router or, in the official components, by their script once the page runs. */
const OURS = new Set(["data-discover", "tabindex", "hidden"]);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
};

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex: string, decimal: string, name: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name] ?? all;
  });
}

function attributes(text: string): string {
  const found = [...text.matchAll(/([\w:-]+)(?:\s*=\s*"([^"]*)")?/g)].map(([, name = "", value = ""]) => {
    const key = name.toLowerCase();
    if (key !== "class") return [key, decode(value)] as const;
    // Ours hide by style alone what the official script hides by class.
    const names = value.split(/\s+/).filter((one) => one !== "" && !one.endsWith("__conditional--hidden"));
    return [key, names.toSorted().join(" ")] as const;
  });
  return found
    .filter(([name]) => !OURS.has(name))
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");
}

/** One tag or text to a line, without what a browser does not mind: white space, order of attributes. */
export function normalised(html: string): string[] {
  const lines: string[] = [];
  for (const [, comment, close, tag, inside = "", text] of html.matchAll(
    /(<!--[\s\S]*?-->)|<(\/)?([a-z][\w-]*)((?:[^<>"]|"[^"]*")*?)\/?>|([^<]+)/gi,
  )) {
    if (comment !== undefined) continue;
    if (tag !== undefined) {
      const name = tag.toLowerCase();
      if (close === undefined) lines.push(`<${name}${attributes(inside)}>`);
      else if (!["path", "rect", "input"].includes(name)) lines.push(`</${name}>`);
    } else if (text !== undefined) {
      const words = decode(text).replace(/\s+/g, " ").trim();
      if (words !== "") lines.push(words);
    }
  }
  return lines;
}
