package config

import _ "embed"

//go:embed sample.toml
var sample string

// Sample is the settings file that `tallyman init` writes: every key with its
// meaning. Keys that are only examples are commented out.
func Sample() string { return sample }
