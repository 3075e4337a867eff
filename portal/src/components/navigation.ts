import type { NavigationItem } from "../govuk/ServiceNavigation.tsx";

type Place = { text: string; to: string; permission: string | readonly string[] | null };

/** Any of these lets somebody into the administration, whose pages then show to whom they concern. */
export const ADMINISTRATION = ["audit.read", "users.manage", "outcomes-plans.change", "retention.read"] as const;

/** In the order in which people need them; each shows only to roles that may use it. */
const PLACES: readonly Place[] = [
  { text: "Home", to: "/", permission: null },
  { text: "Check for a CAF", to: "/check", permission: "cafs.check" },
  { text: "Families", to: "/families", permission: "families.read" },
  { text: "Quality assurance", to: "/quality-assurance", permission: "cafs.review" },
  { text: "Attachment", to: "/attachment", permission: "families.attach" },
  { text: "Our contribution", to: "/contribution", permission: "contributions.read" },
  { text: "Board", to: "/board", permission: "reports.read-published" },
  { text: "Outcomes plans", to: "/outcomes-plans", permission: "outcomes-plans.compare" },
  { text: "Administration", to: "/administration", permission: ADMINISTRATION },
];

/** What this person may go to, with the place where they are marked. */
export function navigationFor(can: (permission: string) => boolean, pathname: string): readonly NavigationItem[] {
  return PLACES.filter(({ permission }) => permission === null || [permission].flat().some(can)).map(({ text, to }) => {
    if (pathname === to) return { text, to, current: "page" };
    return to !== "/" && pathname.startsWith(`${to}/`) ? { text, to, current: "section" } : { text, to };
  });
}
