// Package words says what the rules mean: it makes sentences of a
// [floor.Phrase], from one catalogue for the whole product.
//
// It promises that every code the rules can give has a message in every
// language and that no message is left without a code (a test reads the
// sources); that what was scanned or imported cannot change a sentence but only
// fill it in; and that a code without a message is shown as it is, so that it is
// seen and reported.
//
// Messages are for people with gloves on, at two metres, in noise: one short
// sentence, the number or name that matters first.
//
// The files active.*.toml hold what the rules say, screens.*.toml what the
// screens say beside it, paper.*.toml what stands on papers for customers. The
// screens say the first two in their own language: go generate compiles the files
// for them, and writes the sentences that their tests compare themselves with. A
// language more is three files and a line in [Languages].
package words

//go:generate go run ./gen . ../../ui/src/words
//go:generate go test -count=1 -run ^TestSentences . -update
