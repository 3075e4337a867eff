import { v7 } from "uuid";
import type { Transaction } from "../../database/database.ts";
import type { SubmissionService } from "../../modules/audit/submission.service.ts";
import { refuse, refuseStale, refuseUnknown } from "../../shared/refusal.ts";
import { demand } from "../decision.ts";
import type { Mailer } from "../mail/mailer.ts";
import { invitation } from "../mail/messages.ts";
import { INVITATION_DAYS } from "../sign-in/link.service.ts";
import type { UserViewer } from "../viewer.ts";
import { mayManageUser, type Place, tidyPlace } from "./user.policy.ts";
import { demandPlace, demandStillAdministrator, findUser, type UserDeed, type UserTools } from "./user.service.ts";
import type { User } from "./user.type.ts";

export interface InvitedUser extends Place {
  readonly name: string;
  readonly email: string;
  readonly idempotencyKey: string;
}

interface Invited {
  readonly user: User;
  readonly sent: boolean;
}

interface InvitationTools extends UserTools {
  readonly submissions: SubmissionService;
  readonly mailer: Mailer;
}

/**
 * Makes users and sends each a link to choose a password with. Nobody but the mail server and the mailbox is given the
 * link: an administrator who could read it could become anyone.
 */
export class InvitationService {
  readonly #tools: InvitationTools;

  constructor(tools: InvitationTools) {
    this.#tools = tools;
  }

  async invite(viewer: UserViewer, { idempotencyKey: key, ...wanted }: InvitedUser): Promise<Invited> {
    const { database, submissions } = this.#tools;
    this.#demandMail();
    const payload = { ...wanted, email: wanted.email.trim().toLowerCase() };
    const { user, link } = await database.as(viewer, async (tx) => {
      await demandStillAdministrator(tx, viewer);
      const submission = { operation: "inviteUser", key, payload };
      const { subjectId, repeated } = await submissions.once(tx, viewer, submission, () => this.#make(tx, payload));
      return { user: await getUser(tx, subjectId), link: repeated ? null : await this.#link(tx, subjectId) };
    });
    return { user, sent: link === null || (await this.#send(user, link)) };
  }

  /** Another link in place of the first, for somebody who has not used theirs. */
  async again(viewer: UserViewer, { userId, version }: UserDeed): Promise<Invited> {
    this.#demandMail();
    demand(mayManageUser(viewer, userId));
    const { user, link } = await this.#tools.database.as(viewer, async (tx) => {
      await demandStillAdministrator(tx, viewer);
      const found = await findUser(tx, userId);
      if (!found) refuseUnknown("userId", "user");
      if (found.version !== version) refuseStale();
      if (found.status !== "INVITED") refuse("NOT_INVITED", null, "This person has set up their account already, or is disabled");
      this.#tools.audit.record(tx, { action: "user.invite-again", subjectId: userId });
      const made = await this.#link(tx, userId);
      return { user: await getUser(tx, userId), link: made };
    });
    return { user, sent: await this.#send(user, link) };
  }

  async #make(tx: Transaction, { name, email, ...wanted }: Omit<InvitedUser, "idempotencyKey">): Promise<string> {
    const place = tidyPlace(wanted);
    await demandPlace(tx, place);
    if ((await tx.query("SELECT FROM credential WHERE email = $1", [email])).length > 0) refuseTaken();
    const id = v7();
    await tx.execute("INSERT INTO app_user (id, name, role, agency_id, team_id, district_codes) VALUES ($1, $2, $3, $4, $5, $6)", [
      id,
      name.trim(),
      place.role,
      place.agencyId,
      place.teamId,
      place.districtCodes,
    ]);
    // Somebody else may have been quicker: then the user made above is undone with the transaction.
    const made = await tx.execute("INSERT INTO credential (user_id, email) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING", [id, email]);
    if (made !== 1) refuseTaken();
    this.#tools.audit.record(tx, { action: "user.invite", subjectId: id });
    return id;
  }

  #link(tx: Transaction, userId: string): Promise<string> {
    return this.#tools.links.make(tx, "INVITATION", userId);
  }

  async #send({ email }: User, link: string): Promise<boolean> {
    return email !== null && this.#tools.mailer.send(invitation(email, link, INVITATION_DAYS));
  }

  #demandMail(): void {
    if (!this.#tools.mailer.canSend) {
      refuse("NO_MAIL", null, "This service cannot send mail yet. Ask whoever runs it to set SMTP_URL, then invite people");
    }
  }
}

function refuseTaken(): never {
  refuse("TAKEN", "email", "Somebody has an account with this address already");
}

async function getUser(tx: Transaction, userId: string): Promise<User> {
  const user = await findUser(tx, userId);
  if (!user) throw new Error("a user who was just invited has gone");
  return user;
}
