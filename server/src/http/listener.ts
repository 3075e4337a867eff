import { createServer, type RequestListener, type Server } from "node:http";

/** How long a caller may take over sending a request, in milliseconds. */
export interface Patience {
  /** For the whole request, its body included. */
  readonly request: number;
  readonly headers: number;
  /** How often it is looked after. */
  readonly look: number;
}

/** The largest body sent over a slow line takes a fraction of it. */
const PATIENCE: Patience = { request: 30_000, headers: 10_000, look: 2_000 };

/** The process's one listener: whoever sends slowly is answered 408 and cut off, so that connections are not used up. */
export function createListener(handler: RequestListener, patience: Patience = PATIENCE): Server {
  return createServer(
    {
      requestTimeout: patience.request,
      headersTimeout: patience.headers,
      connectionsCheckingInterval: patience.look,
      maxHeaderSize: 16_384,
    },
    handler,
  );
}
