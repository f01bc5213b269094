# The commands of this project; what they do is in .ci/.
.DEFAULT_GOAL := help
.PHONY: help run build test check format pictures bench torture

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build everything and start the demo
	@exec bin/tallyman demo

build: ## build the screens and bin/tallyman
	@.ci/prerequisites
	@.ci/ui build
	@go build -buildvcs=auto -o bin/tallyman ./cmd/tallyman

test: ## test everything; installs what the tests need when it may
	@.ci/test

check: ## format, vet, lint, types
	@.ci/check

format: ## format the Go sources
	@go tool -modfile=.ci/tools/go.mod gofumpt -w cmd devices fixtures internal ui/*.go

pictures: build ## make the pictures of the README anew, from the demo
	@.ci/install
	@.ci/ui pictures

bench: ## measure, beside baselines of the same run
	@.ci/bench

torture: ## long runs: fuzzing, power cuts, many rounds
	@.ci/torture
