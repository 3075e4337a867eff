import type { UserViewer } from "../../access/viewer.ts";
import type { Database } from "../../database/database.ts";
import type { AuditService } from "../audit/audit.service.ts";
import { tasksStatement } from "./task.reads.ts";
import type { TaskList } from "./task.type.ts";

const MOST = 200;

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
      const [list] = await tx.query<TaskList>(sql, [Math.max(0, Math.min(first, MOST))]);
      if (!list) throw new Error("an aggregate yields a row");
      const familyIds = [...new Set(list.tasks.flatMap((task) => task.familyId ?? []))];
      if (familyIds.length > 0) this.#audit.record(tx, { action: "task.list", familyIds });
      return list;
    });
  }
}
