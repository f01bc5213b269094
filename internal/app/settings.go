package app

import (
	"net/netip"
	"strconv"

	"tallyman/internal/config"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/ship"
)

// siteOf is the part of the settings that is part of history.
func siteOf(c config.Config) ship.Site {
	site := ship.Site{
		Sender: c.Site.Sender.Address(), TaxID: c.Site.TaxID,
		GS1Prefix: c.Site.GS1Prefix, GS1Extension: strconv.Itoa(c.Site.GS1Extension),
		InvoicePrefix: c.Site.InvoicePrefix, PrintExpiry: c.Print.ExpireAfter.Duration,
		TimeZone: c.Server.TimeZone.String(),
	}
	for _, s := range c.Services {
		service := ship.Service{
			ID: s.ID, Name: s.Name, Carrier: s.Carrier,
			Prefix: s.TrackingPrefix, Digits: s.TrackingDigits, Suffix: s.TrackingSuffix,
			From: s.TrackingFrom, To: s.TrackingTo, CutOff: s.CutOff.String(),
		}
		if s.TrackingCheck != "none" {
			service.Check = s.TrackingCheck
		}
		for _, day := range s.Days {
			service.Days = append(service.Days, int(day.Weekday))
		}
		site.Services = append(site.Services, service)
	}
	return site
}

func stationsOf(c config.Config) []shift.StationDefined {
	stations := make([]shift.StationDefined, len(c.Stations))
	for i, s := range c.Stations {
		stations[i] = shift.StationDefined{
			Station: s.ID, Kind: shift.Kind(s.Kind), Labels: s.Labels, Documents: s.Documents,
		}
	}
	return stations
}

func writersOf(c config.Config) []netip.Prefix {
	networks := make([]netip.Prefix, len(c.Server.Writers))
	for i, network := range c.Server.Writers {
		networks[i] = network.Prefix
	}
	return networks
}
