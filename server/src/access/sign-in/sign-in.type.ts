import { Field, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../graphql/enums.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { Fault } from "../../shared/refusal.ts";
import { SignInNextEnum, Viewer } from "../session.type.ts";

export const LinkPurposeEnum = graphqlEnum(
  "LinkPurpose",
  ["INVITATION", "PASSWORD_RESET", "FIRST_ADMINISTRATOR"] as const,
  "What a link that was sent or printed is for.",
);

@ObjectType({ simpleResolvers: true, description: "A link that can still be used." })
export class SignInLink {
  @Field(() => LinkPurposeEnum)
  purpose!: keyof typeof LinkPurposeEnum;

  @Field(() => String, { nullable: true, description: "Whose it is. Whoever has the link has the mail that came to this address." })
  email!: string | null;
}

@ObjectType({ simpleResolvers: true })
export class AskPasswordResetPayload {
  @Field(() => Boolean, { nullable: true, description: "True whether or not the address is anybody's." })
  asked?: boolean | null;

  @Field(() => [UserError])
  errors!: Fault[];
}

@ObjectType({ simpleResolvers: true })
export class CancelSignInPayload {
  @Field(() => Boolean)
  cancelled!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: "For an authenticator app: as a link that its camera reads from a picture, and as text to type.",
})
export class SecondFactorOffer {
  @Field(() => String)
  secret!: string;

  @Field(() => String)
  uri!: string;
}

@ObjectType({ simpleResolvers: true })
export class StartSecondFactorPayload {
  @Field(() => SecondFactorOffer, { nullable: true })
  offer?: SecondFactorOffer | null;

  @Field(() => [UserError])
  errors!: Fault[];
}

@ObjectType({ simpleResolvers: true })
export class ConfirmSecondFactorPayload {
  @Field(() => [String], { nullable: true, description: "Told this once; each stands in for the app once." })
  recoveryCodes?: string[] | null;

  @Field(() => Viewer, { nullable: true, description: "Whom the sign-in let in." })
  viewer?: Viewer | null;

  @Field(() => SignInNextEnum, { nullable: true })
  next?: keyof typeof SignInNextEnum | null;

  @Field(() => [UserError])
  errors!: Fault[];
}
