import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("evidence")
export class EvidenceEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid", name: "family_id" })
  familyId!: string;

  @Column({ type: "uuid", name: "person_id", nullable: true })
  personId!: string | null;

  @Column({ type: "text" })
  kind!: string;

  @Column({ type: "text" })
  source!: string;

  @Column({ type: "uuid", name: "agency_id", nullable: true })
  agencyId!: string | null;

  @Column({ type: "date", name: "valid_from" })
  validFrom!: string;

  @Column({ type: "date", name: "valid_to", nullable: true })
  validTo!: string | null;

  @Column({ type: "jsonb" })
  facts!: object;

  @Column({ type: "text", array: true })
  flags!: string[];

  @Column({ type: "text", nullable: true })
  statement!: string | null;

  @Column({ type: "uuid", name: "supersedes_id", nullable: true })
  supersedesId!: string | null;

  @Column({ type: "boolean" })
  withdrawn!: boolean;

  @Column({ type: "timestamptz", name: "recorded_at" })
  recordedAt!: Date;

  @Column({ type: "uuid", name: "recorded_by", nullable: true })
  recordedBy!: string | null;
}
