package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Environment is the part of the process's environment that belongs here, as
// Load takes it.
func Environment() []string {
	var own []string
	for _, entry := range os.Environ() {
		if strings.HasPrefix(entry, prefix) {
			own = append(own, entry)
		}
	}
	return own
}

// Load reads the settings file, lays the environment over it ("NAME=value", as
// [os.Environ] gives it) and checks the whole. All mistakes are joined in the
// error, a [ProblemError] each.
func Load(path string, env []string) (Config, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Config{}, fmt.Errorf("there is no settings file %s; `tallyman init` writes one: %w", path, err)
	}
	if err != nil {
		return Config{}, fmt.Errorf("settings cannot be read: %w", err)
	}
	config, err := Parse(filepath.Base(path), text, env)
	if err != nil {
		return Config{}, err
	}
	config.File = path
	return config, nil
}

// Parse is Load for settings that are in memory already; name stands for the
// file in messages.
func Parse(name string, text []byte, env []string) (Config, error) {
	config := Default()
	decoder := toml.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&config); err != nil {
		return Config{}, decodeProblems(name, text, err)
	}
	places := locate(name, text)
	if err := override(&config, env, places); err != nil {
		return Config{}, err
	}
	config.complete()
	if err := check(config, places); err != nil {
		return Config{}, err
	}
	return config, nil
}

// complete fills what follows from other keys.
func (c *Config) complete() {
	for i := range c.Stations {
		station := &c.Stations[i]
		if station.DoubleWindow.Duration == 0 {
			station.DoubleWindow = c.Scan.DoubleWindow
		}
		if station.Documents == "" {
			station.Documents = station.Labels
		}
	}
	for i := range c.Services {
		service := &c.Services[i]
		if service.TrackingCheck == "" {
			service.TrackingCheck = "none"
		}
	}
}
