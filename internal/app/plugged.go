package app

import (
	"path/filepath"

	"tallyman/devices/line"
	"tallyman/internal/web"
)

// Ports implements web.Ports: what is plugged in, with the station that has it.
func (a *App) Ports() []web.Port {
	owners := a.owners()
	rows := []web.Port{}
	for _, p := range line.Ports(a.options.Root) {
		rows = append(rows, web.Port{
			URL: p.URL, Kind: string(p.Kind), Path: p.Path,
			Maker: p.Maker, Model: p.Model, USB: p.USB, Station: owners[p.Path],
		})
	}
	return rows
}

// owners are the stations by the device files that their settings name, by
// whichever of its names.
func (a *App) owners() map[string]string {
	owners := map[string]string{}
	for _, s := range a.options.Config.Stations {
		for _, url := range []string{s.Scanner, s.Labels, s.Documents} {
			address, err := line.Parse(url)
			if err != nil {
				continue // a station without one; what is wrong was refused at the start
			}
			owners[address.Target] = string(s.ID)
			if file, err := filepath.EvalSymlinks(filepath.Join(a.options.Root, address.Target)); err == nil {
				owners[within(a.options.Root, file)] = string(s.ID)
			}
		}
	}
	return owners
}

// within is a path as it is seen from a root.
func within(root, path string) string {
	if inside, err := filepath.Rel(root, path); err == nil {
		return filepath.Join("/", inside)
	}
	return path
}
