import { ApolloProvider } from "@apollo/client/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { createClient } from "./apollo/client.ts";
import { createRouter } from "./routes.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");

// govuk-frontend shows some parts only once it knows that scripts run here.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={createClient()}>
      <RouterProvider router={createRouter()} />
    </ApolloProvider>
  </StrictMode>,
);
