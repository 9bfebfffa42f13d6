"""The register of objections, and the answers to them."""
