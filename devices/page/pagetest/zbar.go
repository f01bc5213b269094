package pagetest

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
)

// ZBar reads every barcode of a PNG picture with zbarimg, each as "KIND:data",
// in the order of reading. It fails the test where zbarimg is not installed.
func ZBar(t testing.TB, picture []byte) []string {
	t.Helper()
	// No D-Bus: what was read is wanted, not announced.
	found := Run(t, "zbar-tools", picture, "zbarimg", "--quiet", "--nodbus", "-")
	return strings.Fields(string(found))
}

// Run gives input to a program and returns what it wrote. It fails the test
// and names the Debian package where the program is missing.
func Run(t testing.TB, debianPackage string, input []byte, program string, args ...string) []byte {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Fatalf("%s is missing: apt-get install %s", program, debianPackage)
	}
	var out, complaint bytes.Buffer
	command := exec.CommandContext(t.Context(), path, args...)
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(input), &out, &complaint
	if err := command.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, complaint.String())
	}
	return out.Bytes()
}
