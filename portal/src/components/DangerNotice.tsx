import { useViewer } from "./ViewerProvider.tsx";

function tel(phone: string): string {
  return `tel:${phone.replace(/[^+\d]/g, "")}`;
}

/** Stands before and beside every assessment: this form is never the way to report danger. */
export function DangerNotice({ compact = false }: { compact?: boolean }) {
  const { service } = useViewer();
  return (
    <section className={compact ? "app-danger app-danger--compact" : "app-danger"} aria-label="If a child is in danger">
      <p className="app-danger__first">
        <strong>
          A child in danger now?{" "}
          <span className="app-nowrap">
            Call <a href="tel:999">999</a>.
          </span>
        </strong>
      </p>
      <p className="app-danger__second">
        Risk of significant harm: call the Multi-Agency Safeguarding Hub (MASH) today on{" "}
        <a className="app-nowrap" href={tel(service.mashPhone)}>
          {service.mashPhone}
        </a>
        . Do not wait for this service.
      </p>
    </section>
  );
}
