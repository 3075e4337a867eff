import type { UserViewer } from "../../access/viewer.ts";
import type { Database } from "../../database/database.ts";
import { closedNames } from "../assessments/closed-answer.present.ts";
import type { ClosingsRow } from "../assessments/closed-answer.reads.ts";
import type { AuditService } from "../audit/audit.service.ts";
import { tasksStatement } from "./task.reads.ts";
import type { Task, TaskList } from "./task.type.ts";

const MOST = 200;

/** As the statement yields it: by the place that its title's words have, which what is closed goes by. */
type Row = Omit<Task, "notSharedWith"> & { place: string | null };

/** What waits for the viewer or their team. */
export class TaskService {
  readonly #database: Database;
  readonly #audit: AuditService;

  constructor(database: Database, audit: AuditService) {
    this.#database = database;
    this.#audit = audit;
  }

  /** The most urgent ones, at most 200, and how many there are in all. */
  async list(viewer: UserViewer, first: number): Promise<TaskList> {
    const sql = tasksStatement(viewer.role);
    if (!sql) return { tasks: [], total: 0 };
    return this.#database.read(viewer, async (tx) => {
      const [list] = await tx.query<{ tasks: Row[]; total: number; closings: ClosingsRow[] }>(sql, [Math.max(0, Math.min(first, MOST))]);
      if (!list) throw new Error("an aggregate yields a row");
      const familyIds = [...new Set(list.tasks.flatMap((task) => task.familyId ?? []))];
      if (familyIds.length > 0) this.#audit.record(tx, { action: "task.list", familyIds });
      const closed = closedNames(list.closings);
      const tasks = list.tasks.map(({ place, ...task }) => ({ ...task, notSharedWith: closed.get(place ?? "") ?? [] }));
      return { tasks, total: list.total };
    });
  }
}
