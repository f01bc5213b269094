package shift

import "tallyman/internal/floor"

// BadgeDraft is a person who works here, before there is a badge. A zero Code
// means that one is to be made.
type BadgeDraft struct {
	Name string
	Role Role
	Code floor.Code
}

// Roles are the roles that a badge can have.
func Roles() []Role { return []Role{Picker, Packer, Supervisor} }

// ToteDraft is a tote before it is known. A zero Code means that one is to be
// made.
type ToteDraft struct {
	Code floor.Code
}
