import {
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from "graphql";

/** One way to spoil an input, at one place in it. */
export interface Spoilt {
  readonly what: string;
  readonly input: Value;
  /** What was put in, in every piece that an answer must not repeat. */
  readonly sent: readonly string[];
  /** Well formed, and still not to be had: an unfinished draft may hold it. */
  readonly meaning: boolean;
}

export type Value = null | boolean | number | string | readonly Value[] | { readonly [field: string]: Value | undefined };

/** A word that stands in no message, and a number likewise. */
const WORD = "zyzzyva";
const NUMBER = 918_273_645;
const LONG = WORD.repeat(1_500);
const UNKNOWN_ID = "0badc0de-0bad-4bad-8bad-0badc0de0bad";

const malformed = (...values: readonly Value[]) => values.map((value) => ({ value, meaning: false }));
const meant = (...values: readonly Value[]) => values.map((value) => ({ value, meaning: true }));

/** Text that no column can keep, too much of it, and what is no text at all. */
const TEXTS = malformed(LONG, `${WORD}\0`, `\ud800${WORD}`, { [WORD]: NUMBER }, NUMBER, [[WORD]]);

const SCALARS: Readonly<Record<string, readonly { readonly value: Value; readonly meaning: boolean }[]>> = {
  String: TEXTS,
  ID: [...malformed(LONG, `${WORD}\0`, { [WORD]: NUMBER }, `${WORD}'; --`, 1.5, UNKNOWN_ID.slice(1)), ...meant(UNKNOWN_ID)],
  Int: [...malformed(WORD, NUMBER + 0.5, 2 ** 31, [[1]]), ...meant(-NUMBER, 0, NUMBER, 2 ** 31 - 1)],
  Boolean: malformed(WORD, NUMBER, { [WORD]: true }),
  LocalDate: [
    ...malformed("2017-02-31", "2017-13-01", "0000-01-01", "31/12/2016", "2016-12-31T00:00:00Z", `2016-12-31\0`, NUMBER, { [WORD]: 1 }),
    ...meant("0001-01-31", "9999-12-31"),
  ],
  DateTime: [...malformed("2017-02-31T10:00:00Z", WORD, NUMBER, { [WORD]: 1 }), ...meant("0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z")],
};

/** Every way to spoil an input that would do: what is left out, of the wrong kind, too much, impossible, or not theirs. */
export function* spoiltInputs(type: GraphQLInputType, base: Value, foreignIds: (field: string, base: Value) => readonly string[]) {
  for (const { path, value, meaning } of spoiled(type, base, [], foreignIds)) {
    const what = `${path.join(".") || "input"} = ${JSON.stringify(value)?.slice(0, 60) ?? "left out"}`;
    yield { what, input: replaced(base, path, value), sent: piecesOf(value), meaning } satisfies Spoilt as Spoilt;
  }
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly value: Value | undefined;
  readonly meaning: boolean;
}

function* spoiled(
  type: GraphQLInputType,
  base: Value | undefined,
  path: Place["path"],
  foreignIds: (field: string, base: Value) => readonly string[],
): Generator<Place> {
  if (isNonNullType(type)) {
    yield { path, value: null, meaning: false };
    if (typeof path.at(-1) === "string") yield { path, value: undefined, meaning: false };
    yield* spoiled(type.ofType, base, path, foreignIds);
  } else if (isListType(type)) {
    const list = Array.isArray(base) ? (base as readonly Value[]) : [];
    yield { path, value: Array(10_001).fill(list[0] ?? WORD), meaning: false };
    // A few tell of all: they are of one type.
    for (const [index, item] of list.slice(0, 2).entries()) yield* spoiled(type.ofType, item, [...path, index], foreignIds);
  } else if (isInputObjectType(type)) {
    yield { path, value: WORD, meaning: false };
    yield { path: [...path, WORD], value: WORD, meaning: false };
    for (const field of Object.values<GraphQLInputField>(type.getFields())) {
      yield* spoiled(field.type, fieldOf(base, field.name), [...path, field.name], foreignIds);
    }
  } else if (isEnumType(type)) {
    for (const value of [WORD, WORD.toUpperCase(), NUMBER, { [WORD]: 1 }]) yield { path, value, meaning: false };
  } else if (isScalarType(type)) {
    const values = SCALARS[type.name];
    if (!values) throw new Error(`say how to spoil a ${type.name}`);
    const field = String(path.findLast((step) => typeof step === "string"));
    // A key is the client's own: any id will do.
    const own = field === "idempotencyKey";
    for (const { value, meaning } of values) if (!own || !meaning) yield { path, value, meaning };
    if (type.name === "ID" && !own) for (const id of foreignIds(field, base ?? null)) yield { path, value: id, meaning: true };
  }
}

function fieldOf(base: Value | undefined, name: string): Value | undefined {
  return base !== null && typeof base === "object" && !Array.isArray(base) ? (base as Record<string, Value | undefined>)[name] : undefined;
}

function replaced(base: Value | undefined, [step, ...rest]: Place["path"], value: Value | undefined): Value {
  if (step === undefined) return value ?? null;
  if (typeof step === "number") {
    return (base as readonly Value[]).map((item, index) => (index === step ? replaced(item, rest, value) : item));
  }
  const object = (base ?? {}) as Record<string, Value | undefined>;
  return { ...object, [step]: rest.length === 0 ? value : replaced(object[step], rest, value) };
}

function piecesOf(value: Value | undefined): string[] {
  if (typeof value === "string") return value.includes(WORD) ? [WORD] : value.length > 5 ? [value.replace("\0", "")] : [];
  if (typeof value === "number") return Math.abs(value) >= NUMBER ? [String(value)] : [];
  if (value === null || value === undefined || typeof value === "boolean") return [];
  return [WORD, String(NUMBER)];
}
