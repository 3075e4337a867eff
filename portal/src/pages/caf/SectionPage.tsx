import { useParams } from "react-router";
import { NotFound } from "../static/NotFound.tsx";
import { AgreementSection } from "./sections/AgreementSection.tsx";
import { CheckSection } from "./sections/CheckSection.tsx";
import { ChildSection } from "./sections/ChildSection.tsx";
import { ContactSection } from "./sections/ContactSection.tsx";
import { FamilySection } from "./sections/FamilySection.tsx";
import { FamilyViewSection } from "./sections/FamilyViewSection.tsx";
import { NeedsSection } from "./sections/NeedsSection.tsx";
import { PlanSection } from "./sections/PlanSection.tsx";
import { VoicesSection } from "./sections/VoicesSection.tsx";
import { TaskListSection } from "./TaskListSection.tsx";

const SECTIONS: Readonly<Record<string, () => React.ReactNode>> = {
  family: FamilySection,
  contact: ContactSection,
  agreement: AgreementSection,
  voices: VoicesSection,
  needs: NeedsSection,
  plan: PlanSection,
  "family-view": FamilyViewSection,
  check: CheckSection,
};

/** The section that the address names; each mounts anew, so that its heading takes the focus. */
export function SectionPage() {
  const { section } = useParams();
  if (section === undefined) return <TaskListSection />;
  if (section.startsWith("child-")) return <ChildSection key={section} memberKey={section.slice("child-".length)} />;
  const Section = SECTIONS[section];
  return Section === undefined ? <NotFound what="section" /> : <Section key={section} />;
}
