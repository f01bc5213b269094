package ipp

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Tags of groups and values (RFC 8010, section 3.5).
const (
	tagOperation = 0x01
	tagJob       = 0x02
	tagEnd       = 0x03
	tagPrinter   = 0x04
	lastGroup    = 0x0F

	tagInteger         = 0x21
	tagBoolean         = 0x22
	tagEnum            = 0x23
	tagBeginCollection = 0x34
	tagTextLanguage    = 0x35
	tagNameLanguage    = 0x36
	tagEndCollection   = 0x37
	tagName            = 0x42
	tagKeyword         = 0x44
	tagURI             = 0x45
	tagCharset         = 0x47
	tagLanguage        = 0x48
	tagFormat          = 0x49
)

// value is one value of an attribute as it is on the wire. A collection is a
// value without data: nothing here needs what is in one.
type value struct {
	tag  byte
	data []byte
}

// attribute is a name and its values.
type attribute struct {
	name   string
	values []value
}

// group is attributes behind one group tag.
type group struct {
	tag        byte
	attributes []attribute
}

// message is a request or an answer without its document. code is the
// operation of a request and the status of an answer.
type message struct {
	code   uint16
	id     uint32
	groups []group
}

func text(tag byte, name string, texts ...string) attribute {
	a := attribute{name: name}
	for _, t := range texts {
		a.values = append(a.values, value{tag, []byte(t)})
	}
	return a
}

func integer(name string, n int32) attribute {
	return attribute{name, []value{{tagInteger, binary.BigEndian.AppendUint32(nil, uint32(n))}}}
}

// encode writes version 1.1, which every printer speaks.
func (m message) encode() []byte {
	out := []byte{1, 1}
	out = binary.BigEndian.AppendUint16(out, m.code)
	out = binary.BigEndian.AppendUint32(out, m.id)
	for _, g := range m.groups {
		out = append(out, g.tag)
		for _, a := range g.attributes {
			name := a.name
			for _, v := range a.values {
				out = append(out, v.tag)
				out = appendCounted(out, []byte(name))
				out = appendCounted(out, v.data)
				name = "" // a further value of the same attribute
			}
		}
	}
	return append(out, tagEnd)
}

func appendCounted(out, data []byte) []byte {
	return append(binary.BigEndian.AppendUint16(out, uint16(len(data))), data...)
}

var errShort = errors.New("the IPP message ends too early")

// decode reads an answer.
func decode(raw []byte) (message, error) {
	const header = 8
	if len(raw) < header {
		return message{}, errShort
	}
	if raw[0] != 1 && raw[0] != 2 {
		return message{}, fmt.Errorf("IPP version %d.%d is not known", raw[0], raw[1])
	}
	d := decoder{
		rest:    raw[header:],
		message: message{code: binary.BigEndian.Uint16(raw[2:]), id: binary.BigEndian.Uint32(raw[4:])},
	}
	for {
		more, err := d.next()
		if err != nil || !more {
			return d.message, err
		}
	}
}

type decoder struct {
	message message
	rest    []byte
	depth   int // of collections that are open
}

// next takes a group tag or a value; false is the end.
func (d *decoder) next() (more bool, err error) {
	if len(d.rest) == 0 {
		return false, errShort
	}
	tag := d.rest[0]
	d.rest = d.rest[1:]
	switch {
	case tag == tagEnd:
		return false, nil
	case tag <= lastGroup:
		d.message.groups = append(d.message.groups, group{tag: tag})
		return true, nil
	}
	name, err := d.counted()
	if err != nil {
		return false, err
	}
	data, err := d.counted()
	if err != nil {
		return false, err
	}
	return true, d.take(tag, string(name), data)
}

func (d *decoder) take(tag byte, name string, data []byte) error {
	switch {
	case tag == tagEndCollection:
		d.depth = max(0, d.depth-1)
		return nil
	case tag == tagBeginCollection:
		d.depth++
		if d.depth > 1 {
			return nil
		}
		data = nil
	case d.depth > 0:
		return nil
	}
	if len(d.message.groups) == 0 {
		return errors.New("an IPP attribute stands outside a group")
	}
	last := &d.message.groups[len(d.message.groups)-1]
	switch {
	case name != "":
		last.attributes = append(last.attributes, attribute{name, []value{{tag, data}}})
	case len(last.attributes) == 0:
		return errors.New("an IPP value has no attribute")
	default:
		a := &last.attributes[len(last.attributes)-1]
		a.values = append(a.values, value{tag, data})
	}
	return nil
}

func (d *decoder) counted() ([]byte, error) {
	if len(d.rest) < 2 {
		return nil, errShort
	}
	n := int(binary.BigEndian.Uint16(d.rest))
	if len(d.rest) < 2+n {
		return nil, errShort
	}
	data := d.rest[2 : 2+n]
	d.rest = d.rest[2+n:]
	return data, nil
}

// find returns the values of an attribute in the first group of a kind that
// has it.
func (m message) find(tag byte, name string) []value {
	for _, g := range m.groups {
		if g.tag != tag {
			continue
		}
		if i := slices.IndexFunc(g.attributes, func(a attribute) bool { return a.name == name }); i >= 0 {
			return g.attributes[i].values
		}
	}
	return nil
}

// texts reads strings; those with a language lose it.
func (m message) texts(tag byte, name string) []string {
	var all []string
	for _, v := range m.find(tag, name) {
		switch {
		case v.tag == tagTextLanguage || v.tag == tagNameLanguage:
			d := decoder{rest: v.data}
			if _, err := d.counted(); err != nil {
				continue
			}
			if said, err := d.counted(); err == nil {
				all = append(all, string(said))
			}
		case v.tag >= 0x40:
			all = append(all, string(v.data))
		}
	}
	return all
}

// number reads an integer or an enum.
func (m message) number(tag byte, name string) (int, bool) {
	for _, v := range m.find(tag, name) {
		if (v.tag == tagInteger || v.tag == tagEnum) && len(v.data) == 4 {
			return int(int32(binary.BigEndian.Uint32(v.data))), true
		}
	}
	return 0, false
}

// no says that a boolean attribute is there and false.
func (m message) no(tag byte, name string) bool {
	values := m.find(tag, name)
	return len(values) == 1 && values[0].tag == tagBoolean && len(values[0].data) == 1 && values[0].data[0] == 0
}
