import { Column, Entity, PrimaryColumn } from "typeorm";
import type { CafContent } from "./caf-content.rules.ts";
import type { FrozenContent, Words } from "./caf-version.rules.ts";

@Entity("caf")
export class CafEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "text" })
  reference!: string;

  @Column({ type: "uuid", name: "family_id", nullable: true })
  familyId!: string | null;

  @Column({ type: "uuid", name: "agency_id" })
  agencyId!: string;

  @Column({ type: "uuid", name: "team_id" })
  teamId!: string;

  @Column({ type: "uuid", name: "author_id" })
  authorId!: string;

  @Column({ type: "text" })
  status!: string;

  @Column({ type: "jsonb", nullable: true })
  draft!: CafContent | null;

  @Column({ type: "timestamptz", name: "draft_saved_at", nullable: true })
  draftSavedAt!: Date | null;

  @Column({ type: "timestamptz", name: "recorded_at" })
  recordedAt!: Date;

  @Column({ type: "integer" })
  version!: number;
}

@Entity("caf_version")
export class CafVersionEntity {
  @PrimaryColumn({ type: "uuid", name: "caf_id" })
  cafId!: string;

  @PrimaryColumn({ type: "integer" })
  number!: number;

  @Column({ type: "jsonb" })
  content!: FrozenContent;

  @Column({ type: "jsonb" })
  words!: Words;

  @Column({ type: "timestamptz", name: "submitted_at" })
  submittedAt!: Date;

  @Column({ type: "uuid", name: "submitted_by" })
  submittedBy!: string;
}

@Entity("caf_review")
export class CafReviewEntity {
  @PrimaryColumn({ type: "uuid", name: "caf_id" })
  cafId!: string;

  @PrimaryColumn({ type: "integer", name: "version_number" })
  versionNumber!: number;

  @Column({ type: "text" })
  result!: string;

  @Column({ type: "text", array: true })
  reasons!: string[];

  @Column({ type: "text", nullable: true })
  note!: string | null;

  @Column({ type: "timestamptz", name: "reviewed_at" })
  reviewedAt!: Date;

  @Column({ type: "uuid", name: "reviewed_by" })
  reviewedBy!: string;
}

@Entity("danger_referral")
export class DangerReferralEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid", name: "caf_id" })
  cafId!: string;

  @Column({ type: "text" })
  question!: string;

  @Column({ type: "text" })
  reference!: string;

  @Column({ type: "timestamptz", name: "referred_at" })
  referredAt!: Date;

  @Column({ type: "timestamptz", name: "recorded_at" })
  recordedAt!: Date;

  @Column({ type: "uuid", name: "recorded_by" })
  recordedBy!: string;
}
