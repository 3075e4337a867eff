import { Details } from "../../govuk/Details.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { PAPERS, READINGS, sourceOf } from "./sources.ts";

/** Where a rule comes from; one that no paper gives is marked. */
export function RuleSource({ source }: { source: string }) {
  const { kind, text } = sourceOf(source);
  return (
    <span className="app-source">
      {kind === "assumed" ? <Tag colour="yellow">Assumed</Tag> : kind === "guidance" ? "Public guidance:" : "Source:"} {text}
    </span>
  );
}

function Meanings({ of }: { of: readonly (readonly [string, string])[] }) {
  return (
    <dl className="app-glossary">
      {of.map(([name, meaning]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

export function SourceKey() {
  return (
    <Details summary="What S1, S2, S3, “assumed” and the letters mean">
      <p>S1, S2 and S3 are the papers that the plans are taken from:</p>
      <Meanings of={PAPERS} />
      <p>
        “Assumed” marks a rule that the plan’s own paper does not give. It follows another county’s plan, or a reading of ours with a
        letter:
      </p>
      <Meanings of={READINGS} />
    </Details>
  );
}
