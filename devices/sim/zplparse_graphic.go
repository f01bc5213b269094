package sim

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// graphic is ^GFa,b,c,d,data: bytes that follow, bytes of the picture, bytes
// of a row. The data must make exactly the picture that was announced.
func (f *zplFormat) graphic(params []byte) error {
	if err := f.draw("GF", nil); err != nil {
		return err
	}
	parts := bytes.SplitN(params, []byte(","), 5)
	if len(parts) != 5 {
		return fmt.Errorf("has %d parameters, not 5", len(parts))
	}
	var count [3]int
	for i, part := range parts[1:4] {
		n, err := strconv.Atoi(string(part))
		if err != nil || n < 1 || n > zplLongest {
			return fmt.Errorf("parameter %d is %q, not a number of bytes", i+2, part)
		}
		count[i] = n
	}
	announced, total, row := count[0], count[1], count[2]
	if total%row != 0 {
		return fmt.Errorf("%d bytes are not whole rows of %d", total, row)
	}
	picture, err := readGraphic(string(parts[0]), parts[4], row, total)
	if err != nil {
		return err
	}
	if len(picture) != total || announced != total && !bytes.HasPrefix(parts[4], []byte(":")) {
		return fmt.Errorf("announces %d and %d bytes and has %d", announced, total, len(picture))
	}
	f.field.WidthDots, f.field.HeightDots, f.field.Bitmap = row*8, total/row, picture
	return nil
}

func readGraphic(compression string, data []byte, row, total int) ([]byte, error) {
	switch {
	case compression == "B":
		return data, nil
	case compression != "A":
		return nil, fmt.Errorf("compression %q is not known here", compression)
	case bytes.HasPrefix(data, []byte(":")):
		return readEncoded(string(data), total)
	}
	return readAlternative(string(data), row)
}

// readEncoded reads ":Z64:data:crc" and ":B64:data:crc": Base64 of a zlib
// stream or of plain bytes, and the CRC-16/XMODEM of the Base64 text.
func readEncoded(data string, total int) ([]byte, error) {
	parts := strings.Split(data, ":")
	if len(parts) != 4 {
		return nil, errors.New("encoded data are not :Z64:data:crc")
	}
	want, err := strconv.ParseUint(parts[3], 16, 16)
	if err != nil || uint16(want) != crc16([]byte(parts[2])) {
		return nil, fmt.Errorf("the checksum is %q, not %04X", parts[3], crc16([]byte(parts[2])))
	}
	packed, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, fmt.Errorf("the data are not Base64: %w", err)
	}
	switch parts[1] {
	case "B64":
		return packed, nil
	case "Z64":
		stream, err := zlib.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, fmt.Errorf("the data are not a zlib stream: %w", err)
		}
		picture, err := io.ReadAll(io.LimitReader(stream, int64(total)+1))
		if err != nil {
			return nil, fmt.Errorf("the zlib stream is damaged: %w", err)
		}
		return picture, nil
	}
	return nil, fmt.Errorf("there is no encoding %q", parts[1])
}

// crc16 is CRC-16/XMODEM: polynomial 0x1021, start 0, not reflected.
func crc16(data []byte) uint16 {
	var crc uint16
	for _, b := range data {
		crc ^= uint16(b) << 8
		for range 8 {
			carry := crc & 0x8000
			crc <<= 1
			if carry != 0 {
				crc ^= 0x1021
			}
		}
	}
	return crc
}

// readAlternative reads hexadecimal with the guide's alternative compression:
// G-Y and g-z repeat the next digit, "," and "!" fill the row with white and
// black, ":" repeats the row before.
func readAlternative(data string, row int) ([]byte, error) {
	width := row * 2
	var digits, line []byte
	repeat := 0
	for i := range len(data) {
		c := data[i]
		switch {
		case c >= 'G' && c <= 'Y':
			repeat += int(c-'G') + 1
		case c >= 'g' && c <= 'z':
			repeat += (int(c-'g') + 1) * 20
		case c == ',' || c == '!':
			fill := map[byte]string{',': "0", '!': "F"}[c]
			line = append(line, strings.Repeat(fill, width-len(line))...)
		case c == ':' && len(line) == 0 && len(digits) >= width:
			line = append(line, digits[len(digits)-width:]...)
		case isHex(c):
			line = append(line, strings.Repeat(string(rune(c)), min(max(repeat, 1), width+1))...)
			repeat = 0
		default:
			return nil, fmt.Errorf("%q at byte %d is not graphic data", c, i)
		}
		if len(line) > width {
			return nil, fmt.Errorf("the row at byte %d is longer than %d bytes", i, row)
		}
		if len(line) == width {
			digits, line = append(digits, line...), line[:0]
		}
		if len(digits) > 2*zplLongest {
			return nil, errors.New("the picture is too large")
		}
	}
	if len(line) > 0 || repeat > 0 {
		return nil, errors.New("the last row is not complete")
	}
	picture := make([]byte, len(digits)/2)
	_, err := hex.Decode(picture, digits)
	return picture, err
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f'
}
