// Package ui embeds the screens. Their source is TypeScript and Svelte in src/;
// `make build` compiles it into dist/app/, which is not committed. The page in
// dist/ is, so that `go build ./...` works on a machine without Node.
package ui
