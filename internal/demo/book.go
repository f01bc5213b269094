package demo

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"tallyman/internal/importing"
)

// book is the shop's file of orders, from which the shop of the demo takes what
// comes in: as they are, and again and again under other numbers.
type book struct {
	head []string
	// orders are rows of the file, those of an order together.
	orders                  [][][]string
	number, placed, promise int
	service                 int
}

func readBook(warehouse fs.FS) (book, error) {
	file, err := fs.ReadFile(warehouse, string(importing.Orders)+".csv")
	if err != nil {
		return book{}, err
	}
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		return book{}, fmt.Errorf("orders of the demo: %w", err)
	}
	if len(rows) < 2 {
		return book{}, errors.New("orders of the demo: there are none")
	}
	b := book{head: rows[0]}
	columns := map[string]*int{"order": &b.number, "placed_at": &b.placed, "ship_by": &b.promise, "service": &b.service}
	for name, column := range columns {
		if *column = slices.Index(b.head, name); *column < 0 {
			return book{}, fmt.Errorf("orders of the demo: there is no column %s", name)
		}
	}
	for _, row := range rows[1:] {
		last := len(b.orders) - 1
		if last < 0 || b.orders[last][0][b.number] != row[b.number] {
			b.orders = append(b.orders, nil)
			last++
		}
		b.orders[last] = append(b.orders[last], row)
	}
	return b, nil
}

// entry is an order of the book as it comes in.
type entry struct {
	// of is which order of the book it is; number is "" for its own.
	of     int
	number string
	placed time.Time
	// promise gives it a truck by its service.
	promise func(service string) time.Time
}

// file writes orders as the shop's file has them.
func (b book) file(entries []entry) (io.Reader, error) {
	rows := [][]string{b.head}
	for _, e := range entries {
		for _, pattern := range b.orders[e.of] {
			row := slices.Clone(pattern)
			if e.number != "" {
				row[b.number] = e.number
			}
			row[b.placed] = e.placed.UTC().Format(time.RFC3339)
			row[b.promise] = e.promise(row[b.service]).UTC().Format(time.RFC3339)
			rows = append(rows, row)
		}
	}
	var file bytes.Buffer
	return &file, csv.NewWriter(&file).WriteAll(rows)
}
