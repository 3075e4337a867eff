import { Arg, Authorized, Ctx, Int, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import type { TaskService } from "./task.service.ts";
import { TaskList } from "./task.type.ts";

const DEFAULT_FIRST = 50;

@Resolver()
export class TaskResolver {
  readonly #tasks: TaskService;

  constructor(tasks: TaskService) {
    this.#tasks = tasks;
  }

  @Authorized<Permission>("tasks.read")
  @Query(() => TaskList, { description: "What waits for the viewer or their team, most urgent first; at most 200." })
  tasks(@Arg("first", () => Int, { nullable: true }) first: number | null, @Ctx() context: Context): Promise<TaskList> {
    return this.#tasks.list(signedIn(context), first ?? DEFAULT_FIRST);
  }
}
