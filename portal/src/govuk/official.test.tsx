import type { ReactElement } from "react";
import { describe, expect, it } from "vitest";
import { BackLink } from "./BackLink.tsx";
import { Breadcrumbs } from "./Breadcrumbs.tsx";
import { Button, ButtonLink } from "./Button.tsx";
import { Checkboxes, Radios } from "./Choices.tsx";
import { DateInput } from "./DateInput.tsx";
import { Details } from "./Details.tsx";
import { ErrorMessage } from "./ErrorMessage.tsx";
import { ErrorSummary } from "./ErrorSummary.tsx";
import { Fieldset } from "./Fieldset.tsx";
import { Header } from "./Header.tsx";
import { Hint } from "./Hint.tsx";
import { Input } from "./Input.tsx";
import { InsetText } from "./InsetText.tsx";
import { Label } from "./Label.tsx";
import { NotificationBanner } from "./NotificationBanner.tsx";
import { normalised, official, rendered } from "./official.tsx";
import { Pagination } from "./Pagination.tsx";
import { Panel } from "./Panel.tsx";
import { PasswordInput } from "./PasswordInput.tsx";
import { PhaseBanner } from "./PhaseBanner.tsx";
import { Select } from "./Select.tsx";
import { ServiceNavigation } from "./ServiceNavigation.tsx";
import { SkipLink } from "./SkipLink.tsx";
import { SummaryList } from "./SummaryList.tsx";
import { Tag } from "./Tag.tsx";
import { TaskList } from "./TaskList.tsx";
import { Textarea } from "./Textarea.tsx";
import { WarningText } from "./WarningText.tsx";

type Case = [name: string, component: string, params: object, ours: ReactElement];

const nothing = () => undefined;

const CASES: readonly Case[] = [
  ["a button", "button", { text: "Save" }, <Button key="">Save</Button>],
  [
    "a secondary button that does not submit",
    "button",
    { text: "Add", type: "button", classes: "govuk-button--secondary" },
    <Button key="" type="button" variant="secondary">
      Add
    </Button>,
  ],
  [
    "a link as a start button",
    "button",
    { text: "Start", href: "/check", isStartButton: true },
    <ButtonLink key="" to="/check" start>
      Start
    </ButtonLink>,
  ],
  [
    "a password with hint and error, which the official script can show",
    "password-input",
    {
      id: "password",
      name: "password",
      label: { text: "New password" },
      hint: { text: "At least 12 characters" },
      errorMessage: { text: "Enter a password" },
      autocomplete: "new-password",
    },
    <PasswordInput
      key=""
      name="password"
      label="New password"
      hint="At least 12 characters"
      error="Enter a password"
      autoComplete="new-password"
    />,
  ],
  [
    "an input with hint and error",
    "input",
    {
      id: "surname",
      name: "surname",
      label: { text: "Surname", classes: "govuk-label--m" },
      hint: { text: "As they write it" },
      errorMessage: { text: "Enter a surname" },
      classes: "govuk-input--width-20",
      autocomplete: "family-name",
      value: "O'Neil",
    },
    <Input
      key=""
      name="surname"
      label="Surname"
      labelSize="m"
      hint="As they write it"
      error="Enter a surname"
      width={20}
      autoComplete="family-name"
      defaultValue="O'Neil"
    />,
  ],
  [
    "an input as the page's heading",
    "input",
    { id: "p", name: "postcode", label: { text: "Postcode", classes: "govuk-label--l", isPageHeading: true } },
    <Input key="" id="p" name="postcode" label="Postcode" labelSize="l" isPageHeading />,
  ],
  [
    "an input with a suffix",
    "input",
    { id: "a", name: "a", label: { text: "Attendance" }, suffix: { text: "%" }, prefix: { text: "about" } },
    <Input key="" name="a" label="Attendance" suffix="%" prefix="about" />,
  ],
  [
    "a textarea",
    "textarea",
    { id: "why", name: "why", rows: 8, label: { text: "Why?" }, hint: { text: "In brief" }, errorMessage: { text: "Say why" } },
    <Textarea key="" name="why" rows={8} label="Why?" hint="In brief" error="Say why" />,
  ],
  [
    "a select",
    "select",
    {
      id: "district",
      name: "district",
      label: { text: "District" },
      errorMessage: { text: "Choose one" },
      value: "BUR",
      items: [
        { value: "", text: "Any" },
        { value: "BUR", text: "Burnley" },
      ],
    },
    <Select
      key=""
      name="district"
      label="District"
      error="Choose one"
      defaultValue="BUR"
      emptyLabel="Any"
      options={[{ value: "BUR", label: "Burnley" }]}
    />,
  ],
  [
    "radios with a hint, an error, a divider and a question below a choice",
    "radios",
    {
      name: "agree",
      value: "yes",
      fieldset: { legend: { text: "Do they agree?", classes: "govuk-fieldset__legend--m" } },
      hint: { text: "Ask each adult" },
      errorMessage: { text: "Select one" },
      items: [
        { value: "yes", text: "Yes", conditional: { html: "<p>Who?</p>" } },
        { value: "no", text: "No", hint: { text: "You may go on" } },
        { divider: "or" },
        { id: "agree-3", value: "later", text: "Later", disabled: true },
      ],
    },
    <Radios
      key=""
      name="agree"
      legend="Do they agree?"
      legendSize="m"
      hint="Ask each adult"
      error="Select one"
      defaultValue="yes"
      options={[
        { value: "yes", label: "Yes", conditional: <p>Who?</p> },
        { value: "no", label: "No", hint: "You may go on" },
        { value: "later", label: "Later", divider: "or", disabled: true },
      ]}
    />,
  ],
  [
    "small radios in a row",
    "radios",
    {
      name: "c",
      classes: "govuk-radios--small govuk-radios--inline",
      fieldset: { legend: { text: "Crime" } },
      items: [{ value: "n", text: "Need" }],
    },
    <Radios key="" name="c" legend="Crime" small inline options={[{ value: "n", label: "Need" }]} />,
  ],
  [
    "checkboxes",
    "checkboxes",
    {
      name: "agencies",
      values: ["school"],
      fieldset: { legend: { text: "Agencies", classes: "govuk-fieldset__legend--l", isPageHeading: true } },
      errorMessage: { text: "Choose at least one" },
      items: [
        { value: "school", text: "School", hint: { text: "Any school" } },
        { divider: "or" },
        { id: "agencies-2", value: "none", text: "None", behaviour: "exclusive" },
      ],
    },
    <Checkboxes
      key=""
      name="agencies"
      defaultValues={["school"]}
      legend="Agencies"
      legendSize="l"
      isPageHeading
      error="Choose at least one"
      options={[
        { value: "school", label: "School", hint: "Any school" },
        { value: "none", label: "None", divider: "or", exclusive: true },
      ]}
    />,
  ],
  [
    "a date with an error",
    "date-input",
    {
      id: "born",
      namePrefix: "born",
      fieldset: { legend: { text: "Date of birth", classes: "govuk-fieldset__legend--s" } },
      hint: { text: "27 3 2007" },
      errorMessage: { text: "Enter a real date" },
      items: [
        { name: "day", value: "3", classes: "govuk-input--width-2 govuk-input--error" },
        { name: "month", value: "2", classes: "govuk-input--width-2 govuk-input--error" },
        { name: "year", value: "2007", classes: "govuk-input--width-4 govuk-input--error" },
      ],
    },
    <DateInput
      key=""
      name="born"
      legend="Date of birth"
      legendSize="s"
      hint="27 3 2007"
      error="Enter a real date"
      value="2007-02-03"
      onChange={nothing}
    />,
  ],
  [
    "a hint",
    "hint",
    { id: "h", text: "Words" },
    <Hint key="" id="h">
      Words
    </Hint>,
  ],
  [
    "a label",
    "label",
    { for: "x", text: "Name" },
    <Label key="" htmlFor="x">
      Name
    </Label>,
  ],
  [
    "an error message",
    "error-message",
    { id: "e", text: "Enter a name" },
    <ErrorMessage key="" id="e">
      Enter a name
    </ErrorMessage>,
  ],
  [
    "a fieldset",
    "fieldset",
    { legend: { text: "Address", classes: "govuk-fieldset__legend--m" }, html: "<p>Boxes</p>" },
    <Fieldset key="" legend="Address" legendSize="m">
      <p>Boxes</p>
    </Fieldset>,
  ],
  [
    "an error summary",
    "error-summary",
    { titleText: "There is a problem", errorList: [{ text: "Enter a name", href: "#name" }, { text: "Try again" }] },
    <ErrorSummary key="" errors={[{ message: "Enter a name", fieldId: "name" }, { message: "Try again" }]} />,
  ],
  [
    "a summary list with actions",
    "summary-list",
    {
      rows: [
        {
          key: { text: "Name" },
          value: { text: "Sam" },
          actions: { items: [{ href: "/change", text: "Change", visuallyHiddenText: "name" }] },
        },
        { key: { text: "Born" }, value: { text: "2007" } },
      ],
    },
    <SummaryList
      key=""
      rows={[
        { key: "Name", value: "Sam", actions: [{ to: "/change", text: "Change", hiddenText: "name" }] },
        { key: "Born", value: "2007" },
      ]}
    />,
  ],
  [
    "a summary card",
    "summary-list",
    {
      card: {
        title: { text: "Person 1", headingLevel: 3 },
        actions: {
          items: [
            { href: "/a", text: "Change", visuallyHiddenText: "them" },
            { href: "/b", text: "Remove", visuallyHiddenText: "them" },
          ],
        },
      },
      rows: [{ key: { text: "Name" }, value: { text: "Sam" } }],
    },
    <SummaryList
      key=""
      card={{
        title: "Person 1",
        headingLevel: 3,
        actions: [
          { to: "/a", text: "Change", hiddenText: "them" },
          { to: "/b", text: "Remove", hiddenText: "them" },
        ],
      }}
      rows={[{ key: "Name", value: "Sam" }]}
    />,
  ],
  [
    "a tag",
    "tag",
    { text: "Attached", classes: "govuk-tag--teal" },
    <Tag key="" colour="teal">
      Attached
    </Tag>,
  ],
  [
    "a panel",
    "panel",
    { titleText: "Submitted", text: "Reference 1" },
    <Panel key="" title="Submitted">
      Reference 1
    </Panel>,
  ],
  [
    "a success banner",
    "notification-banner",
    { type: "success", text: "Saved", titleId: "t" },
    <NotificationBanner key="" success titleId="t" heading="Saved" />,
  ],
  [
    "a banner",
    "notification-banner",
    { html: "<p>News</p>", titleText: "Notice", titleId: "t" },
    <NotificationBanner key="" title="Notice" titleId="t">
      <p>News</p>
    </NotificationBanner>,
  ],
  ["a warning", "warning-text", { text: "It cannot be undone" }, <WarningText key="">It cannot be undone</WarningText>],
  ["inset text", "inset-text", { text: "Words" }, <InsetText key="">Words</InsetText>],
  [
    "details",
    "details",
    { summaryText: "What is this?", text: "Words" },
    <Details key="" summary="What is this?">
      Words
    </Details>,
  ],
  [
    "breadcrumbs",
    "breadcrumbs",
    { collapseOnMobile: true, items: [{ text: "Home", href: "/" }, { text: "Families" }] },
    <Breadcrumbs key="" items={[{ text: "Home", to: "/" }, { text: "Families" }]} />,
  ],
  ["a back link", "back-link", { href: "/families" }, <BackLink key="" to="/families" />],
  [
    "pages before and after",
    "pagination",
    { previous: { href: "/?before=a" }, next: { href: "/?after=b", labelText: "51 to 100" } },
    <Pagination key="" previous={{ to: "/?before=a" }} next={{ to: "/?after=b", label: "51 to 100" }} />,
  ],
  [
    "a task list",
    "task-list",
    {
      items: [
        { title: { text: "People" }, href: "/people", hint: { text: "5 people" }, status: { text: "Completed" } },
        { title: { text: "Needs" }, href: "/needs", status: { tag: { text: "To do", classes: "govuk-tag--blue" } } },
        {
          title: { text: "Plan" },
          status: { text: "Cannot start yet", classes: "govuk-task-list__status--cannot-start-yet" },
        },
      ],
    },
    <TaskList
      key=""
      items={[
        { title: "People", to: "/people", hint: "5 people", status: "Completed" },
        { title: "Needs", to: "/needs", status: "To do", colour: "blue" },
        { title: "Plan", status: "Cannot start yet", cannotStart: true },
      ]}
    />,
  ],
  [
    "a phase banner",
    "phase-banner",
    { tag: { text: "Demonstration" }, text: "Made up" },
    <PhaseBanner key="" tag="Demonstration">
      Made up
    </PhaseBanner>,
  ],
  ["a skip link", "skip-link", { href: "#content", text: "Skip to main content" }, <SkipLink key="" targetId="content" />],
  ["a header", "generic-header", { logoText: "Families", url: "/" }, <Header key="">Families</Header>],
  [
    "service navigation",
    "service-navigation",
    {
      navigation: [
        { text: "Home", href: "/" },
        { text: "Families", href: "/families", current: true },
        { text: "Board", href: "/board", active: true },
      ],
    },
    <ServiceNavigation
      key=""
      items={[
        { text: "Home", to: "/" },
        { text: "Families", to: "/families", current: "page" },
        { text: "Board", to: "/board", current: "section" },
      ]}
    />,
  ],
  [
    "service navigation with a name",
    "service-navigation",
    { serviceName: "Families", serviceUrl: "/", navigation: [{ text: "Home", href: "/home" }] },
    <ServiceNavigation key="" serviceName="Families" serviceTo="/" items={[{ text: "Home", to: "/home" }]} />,
  ],
];

describe("each wrapper writes the markup of the official template", () => {
  it.each(CASES)("%s", (_name, component, params, ours) => {
    expect(normalised(rendered(ours))).toEqual(normalised(official(component, params)));
  });
});
