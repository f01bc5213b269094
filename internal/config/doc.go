// Package config is the only reader of settings: one TOML file, overridden by
// the environment, checked whole before anything starts.
//
// A mistake is reported with the place it was made at ("tallyman.toml:17: …"
// or the variable's name), what is wrong and what would be right; all mistakes
// are reported at once. Every key is explained in [Sample], and a test keeps
// the two together.
//
// The environment overrides any key. The name of the variable is TALLYMAN_,
// the table and the key, upper case: TALLYMAN_SERVER_LISTEN,
// TALLYMAN_SITE_SENDER_CITY. A station or service is named by its id, hyphens
// written as underscores: TALLYMAN_STATION_PACK_1_SCANNER. Lists are separated
// by commas. A TALLYMAN_ variable that names no key is a mistake too.
package config
