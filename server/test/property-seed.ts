import fc from "fast-check";

/** A run tries what the last one tried, so that a build means the same twice; PROPERTY_SEED=$RANDOM tries something else. */
fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 20_170_103) });
