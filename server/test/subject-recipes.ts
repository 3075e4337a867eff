import type { Api } from "./api-client.ts";
import { household } from "./household.ts";
import type { Recipe } from "./recipes.ts";
import { asking, filed, plainPerson, requestAbout } from "./subject-access.ts";

/** One for each mutation of subject access. */
export function subjectRecipes(api: Api): Readonly<Record<string, Recipe>> {
  const officer = (input: Recipe["input"]): Recipe => ({ as: "informationOfficer", input });
  const reason = { reason: "They were told so" };
  return {
    recordSubjectRequest: officer(async () => asking(api, await household(api))),
    proveSubjectIdentity: officer(async () => ({
      ...(await requestAbout(api, await plainPerson(api))),
      provedOn: "2017-01-03",
      proof: "Passport seen",
    })),
    extendSubjectRequest: officer(async () => ({ ...(await requestAbout(api, await plainPerson(api))), months: 1, ...reason })),
    decideSubjectItems: officer(async () => {
      const personId = await plainPerson(api);
      const { requestId } = await requestAbout(api, personId, "IDENTITY_PROVED");
      const itemKeys = [`person:${personId}`];
      return { requestId, itemKeys, decision: "WITHHELD", ground: "SERIOUS_HARM", passages: ["Not looked at here"], ...reason };
    }),
    prepareSubjectRequest: officer(async () => ({ ...(await requestAbout(api, await plainPerson(api), "IDENTITY_PROVED")) })),
    makeSubjectFile: officer(async () => {
      const { requestId } = await requestAbout(api, await plainPerson(api), "PREPARED");
      return { requestId, format: "JSON" };
    }),
    discloseSubjectRequest: officer(async () => ({
      ...(await filed(api, await plainPerson(api))),
      handedOverOn: "2017-01-03",
      handedOverBy: "POST",
    })),
    refuseSubjectRequest: officer(async () => ({ ...(await requestAbout(api, await plainPerson(api))), ground: "EXCESSIVE", ...reason })),
    withdrawSubjectRequest: officer(async () => ({ ...(await requestAbout(api, await plainPerson(api))), ...reason })),
  };
}
