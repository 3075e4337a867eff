import type { Role } from "./roles.ts";

/** Everything that a role may be allowed to try. Whether it may do so to one record is that record's policy. */
export const PERMISSIONS = [
  "session.end",
  "session.prove",
  "account.read",
  "account.change",
  "tasks.read",
  "directory.read",
  "families.read",
  "cafs.check",
  "cafs.write",
  "cafs.review",
  "answers.close",
  "copies.make",
  "agreements.record",
  "agreements.withdraw",
  "lawful-bases.record",
  "lead-professionals.ask",
  "lead-professionals.answer",
  "plans.write",
  "plans.complete",
  "meetings.record",
  "evidence.add",
  "families.attach",
  "families.restrict",
  "families.open-in-emergency",
  "cases.hand-over",
  "emergency-accesses.look-into",
  "outcomes-plans.read",
  "outcomes-plans.compare",
  "outcomes-plans.change",
  "contributions.read",
  "reports.read-any-day",
  "reports.read-published",
  "reports.publish",
  "audit.read",
  "users.manage",
  "agencies.manage",
  "identity-providers.manage",
  "machine-clients.manage",
  "sharing-agreements.manage",
  "machine-families.read",
  "machine-evidence.send",
  "machine-contribution.read",
  "retention.read",
  "retention.manage",
  "records.dispose",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * What may be tried only by somebody who has shown within the last ten minutes that it is they (StepUpService): a
 * session that was left open on a shared computer is not enough for it. Claims will belong here too.
 */
export const STEP_UP_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>([
  "account.change",
  "families.restrict",
  "outcomes-plans.change",
  "users.manage",
  "agencies.manage",
  "identity-providers.manage",
  "machine-clients.manage",
  "sharing-agreements.manage",
  "records.dispose",
]);

const EVERYONE: readonly Permission[] = ["session.end", "session.prove", "account.read", "account.change", "tasks.read", "directory.read"];

/** The roles of the domain and what each may try (design: domain, roles). */
export const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  PRACTITIONER: new Set([
    ...EVERYONE,
    "families.read",
    "cafs.check",
    "cafs.write",
    "answers.close",
    "copies.make",
    "agreements.record",
    "agreements.withdraw",
    "lead-professionals.answer",
    "plans.write",
    "plans.complete",
    "meetings.record",
    "evidence.add",
    "families.open-in-emergency",
    "outcomes-plans.read",
  ]),
  AGENCY_LEAD: new Set([
    ...EVERYONE,
    "families.read",
    "families.open-in-emergency",
    "cases.hand-over",
    "contributions.read",
    "outcomes-plans.read",
  ]),
  COORDINATOR: new Set([
    ...EVERYONE,
    "families.read",
    "cafs.check",
    "cafs.review",
    "answers.close",
    "copies.make",
    "agreements.record",
    "agreements.withdraw",
    "lawful-bases.record",
    "lead-professionals.ask",
    "plans.write",
    "families.attach",
    "families.restrict",
    "families.open-in-emergency",
    "outcomes-plans.read",
    "outcomes-plans.compare",
    "contributions.read",
    "reports.read-any-day",
    "reports.read-published",
    "reports.publish",
  ]),
  AUDITOR: new Set([...EVERYONE, "families.read", "reports.read-published", "outcomes-plans.read"]),
  BOARD_MEMBER: new Set([...EVERYONE, "reports.read-published"]),
  INFORMATION_OFFICER: new Set([
    ...EVERYONE,
    "audit.read",
    "emergency-accesses.look-into",
    "sharing-agreements.manage",
    "retention.read",
    "retention.manage",
    "records.dispose",
  ]),
  ADMINISTRATOR: new Set([
    ...EVERYONE,
    "audit.read",
    "outcomes-plans.read",
    "outcomes-plans.change",
    "users.manage",
    "agencies.manage",
    "identity-providers.manage",
    "machine-clients.manage",
    "sharing-agreements.manage",
    "retention.read",
    "records.dispose",
  ]),
  // What a machine client may try stands in its scopes, and nothing in its role.
  MACHINE: new Set(),
};

/** What a machine client can be made for. */
export const MACHINE_SCOPES = ["SEND_EVIDENCE", "READ_CONTRIBUTION"] as const;
export type MachineScope = (typeof MACHINE_SCOPES)[number];

export const SCOPE_PERMISSIONS: Readonly<Record<MachineScope, readonly Permission[]>> = {
  SEND_EVIDENCE: ["machine-families.read", "machine-evidence.send"],
  READ_CONTRIBUTION: ["machine-contribution.read"],
};
