package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// Ports lists what is plugged into this machine. It must not open anything.
type Ports interface {
	Ports() []Port
}

// Port is a device file of this machine.
type Port struct {
	URL     string `json:"url" doc:"What to write into the settings, without a language: by a name that stays."`
	Kind    string `json:"kind" enum:"serial,file,evdev" doc:"A serial port, a USB printer, a scanner that types."`
	Path    string `json:"path" doc:"The device file of today."`
	Maker   string `json:"maker,omitempty" doc:"What the device says of itself over USB."`
	Model   string `json:"model,omitempty" doc:"What the device says of itself over USB."`
	USB     string `json:"usb,omitempty" doc:"Vendor and product number."`
	Station string `json:"station,omitempty" doc:"The station whose settings name it; absent when none does."`
}

// PortList is what is plugged in now.
type PortList struct {
	Rows []Port `json:"rows"`
}

func (s *Server) portRoutes(api huma.API) {
	register(s, api, route(http.MethodGet, "/ports", "list-ports", "List what is plugged into this machine; nothing is opened"),
		func(context.Context, *struct{}) (*body[PortList], error) {
			return found(PortList{Rows: s.options.Ports.Ports()}, nil)
		})
}
