"""Why they would say yes: needs, value propositions, objections and what answers them."""
