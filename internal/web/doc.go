// Package web is the face of the house for browsers and programs: HTTP under
// /api/v1, described by /api/openapi.json, the live connection of the screens
// under /api/v1/live, and the screens themselves.
//
// It promises:
//   - Every error is an RFC 9457 problem with a stable code. Unknown fields and
//     parameters are refused by name; a body has a limit. No error repeats a
//     value, which could be personal.
//   - A reply to a write carries the sequence seq of the ledger, and a read
//     with at_least=seq sees that write. The same order with the same
//     Idempotency-Key is placed once and gets the same answer.
//   - Names and addresses are in the details of one order and on the pictures
//     of papers, and nowhere else; what a customer wrote for the packer is with
//     the station that packs the order.
//   - A page of another site can neither write nor listen: the Host and Origin
//     of a browser must be an address, localhost, or one of the settings.
//   - A screen gets every change in order, in its own time; a slow one holds up
//     nobody.
//
// # Who may do what
//
// There are no users yet. Whoever reaches the port may look. Writing, and the
// sheet of badges, which is as good as the badges, are for this machine: the
// local socket, which only the system user of the server can open, and
// loopback. A proxy on this machine counts as this machine; it must ask who is
// there before it lets anybody in.
package web
