import { describe, expect, it } from "vitest";
import { type ClaimsMapping, identityIn } from "./claims.rules.ts";

const mapping: ClaimsMapping = { subjectClaim: "sub", emailClaim: "email", verifiedClaim: "email_verified", requiredClaims: {} };
const claims = { sub: "s1", email: "Ada@School.example", email_verified: true };

describe("whom claims speak of", () => {
  it("is the subject, with the address that was verified, in small letters", () => {
    expect(identityIn(claims, mapping)).toEqual({ subject: "s1", email: "ada@school.example" });
  });

  it.each([true, "true", 1, "1"])("takes %j for verified", (verified) => {
    expect(identityIn({ ...claims, email_verified: verified }, mapping)?.email).toBe("ada@school.example");
  });

  it.each([false, "false", 0, "0", null, undefined, "yes", {}, []])("takes %j for not verified", (verified) => {
    expect(identityIn({ ...claims, email_verified: verified }, mapping)).toEqual({ subject: "s1", email: null });
  });

  it("takes every address of a provider that vouches for all of them", () => {
    expect(identityIn({ sub: "s1", email: "ada@school.example" }, { ...mapping, verifiedClaim: null })?.email).toBe("ada@school.example");
  });

  it.each([undefined, null, "", "no address", 7, ["ada@school.example"], `${"x".repeat(250)}@y.example`])(
    "finds no address in %j",
    (email) => {
      expect(identityIn({ ...claims, email }, mapping)).toEqual({ subject: "s1", email: null });
    },
  );

  it.each([undefined, null, "", 7, {}, "x".repeat(256)])("is nobody where the subject is %j", (sub) => {
    expect(identityIn({ ...claims, sub }, mapping)).toBeNull();
  });

  it("goes by other claims where it is told to, as Entra ID has them", () => {
    const entra = { oid: "o1", preferred_username: "ada@school.example", xms_edov: "1", tid: "t1", sub: "s9" };
    const asEntra = { subjectClaim: "oid", emailClaim: "preferred_username", verifiedClaim: "xms_edov", requiredClaims: { tid: "t1" } };
    expect(identityIn(entra, asEntra)).toEqual({ subject: "o1", email: "ada@school.example" });
    expect(identityIn({ ...entra, tid: "t2" }, asEntra)).toBeNull();
  });

  it("asks for each claim that is required, inside an object too, or as one of a list, as DfE Sign-in has them", () => {
    const required = { ...mapping, requiredClaims: { "organisation.urn": "100200", roles: "safeguarding" } };
    const dfe = { ...claims, organisation: { urn: 100200 }, roles: ["head", "safeguarding"] };
    expect(identityIn(dfe, required)?.subject).toBe("s1");
    for (const over of [
      { organisation: { urn: "1002001" } },
      { organisation: "100200" },
      { organisation: null },
      { roles: ["head"] },
      { roles: [] },
    ]) {
      expect(identityIn({ ...dfe, ...over }, required), JSON.stringify(over)).toBeNull();
    }
  });

  it("finds a claim whose own name has dots, and nothing that is not the claims' own", () => {
    const named = { ...mapping, requiredClaims: { "https://id.example/org": "x" } };
    expect(identityIn({ ...claims, "https://id.example/org": "x" }, named)?.subject).toBe("s1");
    expect(identityIn(claims, { ...mapping, requiredClaims: { "constructor.name": "Object" } })).toBeNull();
    expect(identityIn(claims, { ...mapping, subjectClaim: "__proto__" })).toBeNull();
  });
});
