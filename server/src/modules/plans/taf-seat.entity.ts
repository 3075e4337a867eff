import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("taf_seat")
export class TafSeatEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid", name: "family_id" })
  familyId!: string;

  @Column({ type: "uuid", name: "team_id" })
  teamId!: string;

  @Column({ type: "uuid", name: "agency_id" })
  agencyId!: string;

  @Column({ type: "date", name: "valid_from" })
  validFrom!: string;

  @Column({ type: "timestamptz", name: "recorded_at" })
  recordedAt!: Date;
}
