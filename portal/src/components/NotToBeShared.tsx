import { useClosedTo } from "./closed.ts";
import { listed } from "./people.ts";

type NotToBeSharedProps = { place: string | null } | { where: (place: string) => boolean; what: string };

/** The mark itself, where the page knows the names already. */
export function NotSharedWith({ names, what }: { names: readonly string[]; what?: string }) {
  if (names.length === 0) return null;
  const said = `ot to be shared with ${listed(names)}`;
  return <strong className="app-not-shared">{what === undefined ? `N${said}` : `${what}: n${said}`}</strong>;
}

/** Beside what professionals read and named members of the family may not be shown. */
export function NotToBeShared(props: NotToBeSharedProps) {
  const names = useClosedTo("where" in props ? props.where : (place) => place === props.place);
  return "where" in props ? <NotSharedWith names={names} what={props.what} /> : <NotSharedWith names={names} />;
}
