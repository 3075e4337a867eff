import { ArrayMaxSize, IsOptional, IsUUID, Length, Matches, MaxLength, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";

@InputType()
export class RequiredClaimInput {
  @Field(() => String)
  @Length(1, 100, { message: "Enter a claim of up to 100 characters" })
  claim!: string;

  @Field(() => String)
  @Length(1, 200, { message: "Enter the text that the claim must have, up to 200 characters" })
  value!: string;
}

@InputType()
export class AddIdentityProviderInput {
  @Field(() => ID)
  @IsUUID(undefined, { message: "Choose the agency" })
  agencyId!: string;

  @Field(() => String)
  @Matches(/\S/, { message: "Enter a name for the button" })
  @MaxLength(100, { message: "Name must be 100 characters or fewer" })
  name!: string;

  @Field(() => String)
  @Length(8, 500, { message: "Enter the issuer’s address, which begins with https://" })
  issuer!: string;

  @Field(() => String)
  @Length(1, 200, { message: "Enter the client ID that the provider gave you" })
  clientId!: string;

  @Field(() => String)
  @Matches(/^[A-Z][A-Z0-9_]{0,39}$/, { message: "Enter the ending of a setting: capitals, digits and _" })
  secretName!: string;

  @Field(() => String)
  @Length(6, 200, { message: "The scope must include openid" })
  scope!: string;

  @Field(() => String)
  @Length(1, 100, { message: "Enter the claim that names the person" })
  subjectClaim!: string;

  @Field(() => String)
  @Length(1, 100, { message: "Enter the claim that holds the email address" })
  emailClaim!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 100, { message: "Enter a claim of up to 100 characters" })
  verifiedClaim?: string | null;

  @Field(() => [RequiredClaimInput])
  @ArrayMaxSize(10, { message: "At most 10 claims can be required" })
  @ValidateNested()
  requiredClaims!: RequiredClaimInput[];

  @Field(() => Boolean)
  checksSecondFactor!: boolean;

  @Field(() => Boolean)
  enabled!: boolean;
}

@InputType()
export class ChangeIdentityProviderInput extends AddIdentityProviderInput {
  @Field(() => ID)
  @IsUUID(undefined, { message: "Choose the provider" })
  providerId!: string;

  @Field(() => Int)
  version!: number;
}
