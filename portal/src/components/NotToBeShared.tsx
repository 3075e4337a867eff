import { useClosedTo } from "./closed.ts";
import { listed } from "./people.ts";

type NotToBeSharedProps = { place: string | null } | { where: (place: string) => boolean; what: string };

/** Beside what professionals read and named members of the family may not be shown. */
export function NotToBeShared(props: NotToBeSharedProps) {
  const names = useClosedTo("where" in props ? props.where : (place) => place === props.place);
  if (names.length === 0) return null;
  const said = `ot to be shared with ${listed(names)}`;
  return <strong className="app-not-shared">{"where" in props ? `${props.what}: n${said}` : `N${said}`}</strong>;
}
