import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("plan_action")
export class PlanActionEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid", name: "family_id" })
  familyId!: string;

  @Column({ type: "text" })
  criterion!: string;

  @Column({ type: "uuid", name: "person_id", nullable: true })
  personId!: string | null;

  @Column({ type: "text" })
  owner!: string;

  @Column({ type: "uuid", name: "agency_id", nullable: true })
  agencyId!: string | null;

  @Column({ type: "uuid", name: "team_id", nullable: true })
  teamId!: string | null;

  @Column({ type: "text" })
  title!: string;

  @Column({ type: "text" })
  outcome!: string;

  @Column({ type: "boolean", name: "has_outcome" })
  hasOutcome!: boolean;

  @Column({ type: "date", name: "due_on" })
  dueOn!: string;

  @Column({ type: "text" })
  status!: string;

  @Column({ type: "timestamptz", name: "recorded_at" })
  recordedAt!: Date;

  @Column({ type: "uuid", name: "recorded_by" })
  recordedBy!: string;

  @Column({ type: "integer" })
  version!: number;
}
