import type { CodegenConfig } from "@graphql-codegen/cli";
import { plugin as trustedDocuments } from "./codegen/trusted-documents.ts";

const types = {
  scalars: { ID: "string", LocalDate: "string", DateTime: "string" },
  defaultScalarType: "unknown",
  enumType: "string-literal",
};

/**
 * Each `Name.graphql` beside its page or part becomes `Name.generated.ts` beside it. Fragments are
 * masked: a page cannot read what only a part of it asked for.
 */
const config: CodegenConfig = {
  schema: "../schema/schema.graphql",
  documents: ["src/**/*.graphql"],
  // Our own plugin is TypeScript, which the codegen's default loader cannot read.
  pluginLoader: (name: string) => (name === "trusted-documents" ? { plugin: trustedDocuments } : import(name)),
  generates: {
    // The enums and inputs that some operation uses, once for all.
    "src/apollo/schema.generated.ts": {
      plugins: ["typescript-operations"],
      config: { ...types, generateOperationTypes: false },
    },
    "src/": {
      preset: "near-operation-file",
      presetConfig: { extension: ".generated.ts" },
      plugins: ["typescript-operations", "typed-document-node"],
      config: {
        ...types,
        importSchemaTypesFrom: "src/apollo/schema.generated.ts",
        inlineFragmentTypes: "mask",
        customDirectives: { apolloUnmask: true },
        nonOptionalTypename: true,
        skipTypeNameForRoot: true,
        useTypeImports: true,
        documentNodeImport: "@apollo/client#TypedDocumentNode",
        importExtension: ".ts",
      },
    },
    "../schema/trusted-documents.json": { plugins: ["trusted-documents"] },
  },
};

export default config;
