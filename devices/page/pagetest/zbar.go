package pagetest

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
)

// ZBar reads every barcode of a PNG picture with zbarimg, each as "KIND:data",
// in the order of reading. It fails the test where zbarimg is not installed.
func ZBar(tb testing.TB, picture []byte) []string {
	tb.Helper()
	// No D-Bus: what was read is wanted, not announced.
	found := Run(tb, "zbar-tools", picture, "zbarimg", "--quiet", "--nodbus", "-")
	return strings.Fields(string(found))
}

// Run gives input to a program and returns what it wrote. It fails the test
// and names the Debian package where the program is missing.
func Run(tb testing.TB, debianPackage string, input []byte, program string, args ...string) []byte {
	tb.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		tb.Fatalf("%s is missing: apt-get install %s", program, debianPackage)
	}
	var out, complaint bytes.Buffer
	command := exec.CommandContext(tb.Context(), path, args...)
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(input), &out, &complaint
	if err := command.Run(); err != nil {
		tb.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, complaint.String())
	}
	return out.Bytes()
}
