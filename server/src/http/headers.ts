import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import helmet from "helmet";

/** What a page may do: run and load what this service serves, and send to it, and nothing else. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
};

/** Nothing of the device is needed here. */
const PERMISSIONS_POLICY = ["camera", "geolocation", "microphone", "payment", "usb", "display-capture", "browsing-topics"]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** The headers that stand on every answer. */
export function securityHeaders(secure: boolean): RequestHandler[] {
  const usual = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...CONTENT_SECURITY_POLICY, ...(secure ? { upgradeInsecureRequests: [] } : {}) },
    },
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
  return [
    usual,
    (_request, response, next) => {
      const correlationId = randomUUID();
      response.locals["correlationId"] = correlationId;
      response.set({ "permissions-policy": PERMISSIONS_POLICY, "x-correlation-id": correlationId });
      next();
    },
  ];
}

/** The number under which an answer is spoken of: in its header, in the audit log and in the service's own log. */
export function correlationIdOf(response: Response): string {
  return String(response.locals["correlationId"]);
}
