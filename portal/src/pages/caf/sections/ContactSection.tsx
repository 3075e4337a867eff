import { Input } from "../../../govuk/Input.tsx";
import { Textarea } from "../../../govuk/Textarea.tsx";
import { DangerFlag } from "../DangerFlag.tsx";
import { useEditing } from "../editing.ts";
import { NotFor } from "../NotFor.tsx";
import { SectionForm } from "../SectionForm.tsx";

export function ContactSection() {
  const { form } = useEditing();
  return (
    <SectionForm id="contact" title="Reason and contact">
      <Textarea
        {...form.field("reason")}
        label="Why is this assessment being made?"
        labelSize="s"
        hint="What has happened, and what you and the family hope for"
        rows={6}
      />
      <NotFor place="reason" about="The reason for this assessment" />
      <DangerFlag question="reason" about="About the reason for this assessment" />
      <Input {...form.field("language")} label="Language the family speaks at home" labelSize="s" width={20} />
      <Input
        {...form.field("interpreter")}
        label="Interpreter, if one is needed"
        labelSize="s"
        hint="Name the service. Never a child or a relative."
        width={30}
      />
      <Textarea
        {...form.field("safeContact")}
        label="Safe ways to make contact"
        labelSize="s"
        hint="When and how to call or write, and what must not be left in a message or a letter"
        rows={3}
      />
      <DangerFlag question="safeContact" about="About contact with this family" />
      <Textarea
        {...form.field("agenciesInvolved")}
        label="Agencies already involved"
        labelSize="s"
        hint="One to a line, with a name where you know it"
        rows={4}
      />
      <NotFor place="agenciesInvolved" about="Agencies already involved" />
    </SectionForm>
  );
}
