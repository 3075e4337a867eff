import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("attachment")
export class AttachmentEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid", name: "family_id" })
  familyId!: string;

  @Column({ type: "date", name: "attached_on" })
  attachedOn!: string;

  @Column({ type: "text", name: "district_code" })
  districtCode!: string;

  @Column({ type: "text", name: "lead_agency_kind" })
  leadAgencyKind!: string;

  @Column({ type: "timestamptz", name: "recorded_at" })
  recordedAt!: Date;

  @Column({ type: "uuid", name: "recorded_by" })
  recordedBy!: string;
}
