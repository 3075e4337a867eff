import type { Response } from "express";

/** An answer without data, of the same shape as the API's own. */
export function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
