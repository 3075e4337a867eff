import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("taf_attendance")
export class TafAttendanceEntity {
  @PrimaryColumn({ type: "uuid", name: "meeting_id" })
  meetingId!: string;

  @PrimaryColumn({ type: "smallint" })
  position!: number;

  @Column({ type: "uuid", name: "agency_id", nullable: true })
  agencyId!: string | null;

  @Column({ type: "uuid", name: "team_id", nullable: true })
  teamId!: string | null;

  @Column({ type: "text", name: "guest_name", nullable: true })
  guestName!: string | null;

  @Column({ type: "boolean" })
  attended!: boolean;
}
