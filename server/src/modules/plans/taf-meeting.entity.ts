import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("taf_meeting")
export class TafMeetingEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid", name: "family_id" })
  familyId!: string;

  @Column({ type: "date", name: "held_on" })
  heldOn!: string;

  @Column({ type: "date", name: "next_on", nullable: true })
  nextOn!: string | null;

  @Column({ type: "uuid", name: "team_id" })
  teamId!: string;

  @Column({ type: "uuid", name: "agency_id" })
  agencyId!: string;

  @Column({ type: "text", nullable: true })
  notes!: string | null;

  @Column({ type: "timestamptz", name: "recorded_at" })
  recordedAt!: Date;

  @Column({ type: "uuid", name: "recorded_by" })
  recordedBy!: string;
}
