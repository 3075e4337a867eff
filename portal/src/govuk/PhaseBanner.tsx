import type { ReactNode } from "react";
import { Tag } from "./Tag.tsx";

export function PhaseBanner({ tag, children }: { tag: string; children: ReactNode }) {
  return (
    <div className="govuk-phase-banner govuk-width-container">
      <p className="govuk-phase-banner__content">
        <Tag className="govuk-phase-banner__content__tag">{tag}</Tag> <span className="govuk-phase-banner__text">{children}</span>
      </p>
    </div>
  );
}
