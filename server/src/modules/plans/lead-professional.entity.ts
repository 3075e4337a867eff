import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("lead_professional")
export class LeadProfessionalEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid", name: "family_id" })
  familyId!: string;

  @Column({ type: "uuid", name: "user_id" })
  userId!: string;

  @Column({ type: "uuid", name: "agency_id" })
  agencyId!: string;

  @Column({ type: "uuid", name: "team_id" })
  teamId!: string;

  @Column({ type: "date", name: "asked_on" })
  askedOn!: string;

  @Column({ type: "uuid", name: "asked_by" })
  askedBy!: string;

  @Column({ type: "timestamptz", name: "recorded_at" })
  recordedAt!: Date;

  @Column({ type: "integer" })
  version!: number;
}
