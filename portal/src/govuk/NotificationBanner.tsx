import { type ReactNode, useEffect, useId, useRef } from "react";
import { classes } from "./classes.ts";

type NotificationBannerProps = {
  success?: boolean | undefined;
  title?: string | undefined;
  titleId?: string | undefined;
  heading?: ReactNode;
  children?: ReactNode;
};

/** A success banner takes the focus when it appears, since it answers what the person has just done. */
export function NotificationBanner({
  success = false,
  title = success ? "Success" : "Important",
  titleId,
  heading,
  children,
}: NotificationBannerProps) {
  const ownId = useId();
  const labelId = titleId ?? ownId;
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (success) banner.current?.focus();
  }, [success]);

  const landmark = { role: success ? "alert" : "region", "aria-labelledby": labelId };
  return (
    <div
      className={classes("govuk-notification-banner", success && "govuk-notification-banner--success")}
      {...landmark}
      data-module="govuk-notification-banner"
      ref={banner}
      {...(success ? { tabIndex: -1 } : {})}
    >
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id={labelId}>
          {title}
        </h2>
      </div>
      <div className="govuk-notification-banner__content">
        {heading && <p className="govuk-notification-banner__heading">{heading}</p>}
        {children}
      </div>
    </div>
  );
}
