"use client";

import { type FormEvent, useState, useTransition } from "react";
import { SuppressionField } from "@/components/consent/suppression-field";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { ErrorMessage } from "@/components/ui/error-message";
import { namedOption } from "@/components/ui/option";
import { PageForm } from "@/components/ui/page-form";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { type ActionState, isRequestError, requestMessage } from "@/lib/request/action-state";
import type { CompanyDetails } from "@/lib/setup/company-details";
import type { ChangeCompanyDetails } from "@/lib/setup/company-details-schema";
import { type CompanyDetailsError, companyDetailsMessage } from "@/lib/setup/errors";

type CompanyFormProps = {
  details: CompanyDetails;
  change: (request: ChangeCompanyDetails) => Promise<ActionState<null, CompanyDetailsError>>;
  loadLookup: LoadLookup;
};

/** What printed pages say about the own company. */
export function CompanyForm({ details, change, loadLookup }: CompanyFormProps) {
  const [values, setValues] = useState({
    companyName: details.companyName,
    address: details.address ?? "",
    address2: details.address2 ?? "",
    postCode: details.postCode ?? "",
    city: details.city ?? "",
    phoneNo: details.phoneNo ?? "",
    email: details.email ?? "",
    homePage: details.homePage ?? "",
  });
  const [country, setCountry] = useState(namedOption(details.country));
  const [template, setTemplate] = useState(namedOption(details.coverSheetTemplate));
  const [callTemplate, setCallTemplate] = useState(namedOption(details.callTemplate));
  const [suppression, setSuppression] = useState(details.suppression);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const { toast } = useToast();
  const field = (name: keyof typeof values, label: string, maxLength: number) => (
    <TextField
      label={label}
      value={values[name]}
      onChange={(event) => setValues({ ...values, [name]: event.target.value })}
      maxLength={maxLength}
      required={name === "companyName"}
    />
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      const codes = {
        countryRegionCode: country?.value ?? null,
        coverSheetTemplateCode: template?.value ?? null,
        callTemplateCode: callTemplate?.value ?? null,
        suppression: suppression.map(({ value }) => value),
      };
      const request = { ...values, ...codes };
      const answer = await change(request).catch(() => null);
      if (answer?.ok) {
        setRefusal(null);
        toast({ text: "Saved. It holds from now on." });
      } else if (answer) setRefusal(isRequestError(answer.error) ? requestMessage(answer.error) : companyDetailsMessage(answer.error));
      else setRefusal("The server could not be reached. Nothing was changed; try again.");
    });
  };
  return (
    <PageForm onSubmit={submit} className="grid max-w-2xl gap-3.5 sm:grid-cols-2">
      <div className="sm:col-span-2">{field("companyName", "Company name", 100)}</div>
      {field("address", "Address", 100)}
      {field("address2", "Address 2", 50)}
      {field("postCode", "Post code", 20)}
      {field("city", "City", 50)}
      <Combobox label="Country" value={country} onValueChange={setCountry} loadOptions={(search) => loadLookup("country", search)} />
      {field("phoneNo", "Phone no.", 40)}
      {field("email", "E-mail", 254)}
      {field("homePage", "Home page", 255)}
      <Combobox
        className="sm:col-span-2"
        label="Interaction template of cover sheets"
        hint="With one, cover sheets can be logged: one interaction for each contact."
        value={template}
        onValueChange={setTemplate}
        loadOptions={(search) => loadLookup("template", search)}
      />
      <Combobox
        className="sm:col-span-2"
        label="Interaction template of phone calls"
        hint="What a call is recorded with unless another is chosen. Its channel is Phone or none."
        value={callTemplate}
        onValueChange={setCallTemplate}
        loadOptions={(search) => loadLookup("template", search)}
      />
      <SuppressionField
        className="sm:col-span-2"
        hint="Who is on one of these is never reached, whichever segment is logged."
        value={suppression}
        onValueChange={(_, named) => setSuppression(named)}
        loadLookup={loadLookup}
      />
      <ErrorMessage className="sm:col-span-2">{refusal}</ErrorMessage>
      <div>
        <Button type="submit" variant="primary" size="lg" pending={pending}>
          Save
        </Button>
      </div>
    </PageForm>
  );
}
