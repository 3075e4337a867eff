import { Field, ID, Int, ObjectType } from "type-graphql";
import { UserError } from "../../graphql/user-error.ts";
import { Agency } from "../../modules/agencies/agency.type.ts";
import type { Fault } from "../../shared/refusal.ts";

@ObjectType({ simpleResolvers: true, description: "A claim and the text that it must have." })
export class RequiredClaim {
  @Field(() => String)
  claim!: string;

  @Field(() => String)
  value!: string;
}

@ObjectType({ simpleResolvers: true, description: "How one agency's people sign in through the agency's own provider (OpenID Connect)." })
export class IdentityProvider {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Agency, { description: "Whose people it signs in; it signs in nobody else." })
  agency!: Agency;

  @Field(() => String, { description: "What its button says." })
  name!: string;

  @Field(() => String)
  issuer!: string;

  @Field(() => String)
  clientId!: string;

  @Field(() => String, { description: "The setting OIDC_SECRET_... with this ending holds the client's secret, which no one is told." })
  secretName!: string;

  @Field(() => String)
  scope!: string;

  @Field(() => String)
  subjectClaim!: string;

  @Field(() => String)
  emailClaim!: string;

  @Field(() => String, { nullable: true, description: "Null where the provider vouches for every address that it gives." })
  verifiedClaim!: string | null;

  @Field(() => [RequiredClaim])
  requiredClaims!: RequiredClaim[];

  @Field(() => Boolean, { description: "Whether it asks for a second factor itself, so that we need not." })
  checksSecondFactor!: boolean;

  @Field(() => Boolean)
  enabled!: boolean;

  @Field(() => Int, { description: "How many people have signed in through it." })
  people!: number;
}

@ObjectType({ simpleResolvers: true })
export class IdentityProviderPayload {
  @Field(() => IdentityProvider, { nullable: true })
  provider?: IdentityProvider | null;

  @Field(() => [UserError])
  errors!: Fault[];
}
