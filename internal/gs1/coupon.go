package gs1

import "strings"

// checkCoupon is the coupon code of (8110): company, offer, saving and purchase,
// then optional fields in rising order, each behind its digit (GS1 US, North
// American Coupon Application Guideline Using GS1 DataBar Expanded Symbols).
func checkCoupon(value string) Reason {
	c := coupon{rest: value}
	c.counted("0123456", 6) // company prefix
	c.skip(6)               // offer code
	c.counted("12345", 0)   // saving
	c.purchase()
	if c.field('1') {
		c.one("0123") // how the purchases count together
		c.purchase()
		c.otherCompany()
	}
	if c.field('2') {
		c.purchase()
		c.otherCompany()
	}
	var expires, starts string
	if c.field('3') {
		expires = c.date()
	}
	if c.field('4') {
		starts = c.date()
	}
	if c.field('5') {
		c.counted("0123456789", 6) // serial number
	}
	if c.field('6') {
		c.counted("1234567", 6) // company prefix or location of the retailer
	}
	if c.field('9') {
		c.one("01256") // what the saving is
		c.one("012")   // which purchase it applies to
		c.skip(1)      // for this store only
		c.one("01")    // may it be multiplied
	}
	return unless(c.complete(value) && (expires == "" || starts <= expires), BadValue)
}

// checkOffer is the coupon code of (8112): format, funder, offer and serial
// number (GS1 AI (8112) Coupon Data Specification).
func checkOffer(value string) Reason {
	c := coupon{rest: value}
	c.one("01")
	c.counted("0123456", 6)
	c.skip(6)
	c.counted("0123456789", 6)
	return unless(c.complete(value), BadValue)
}

// coupon reads a code from the left. After a field that does not fit it is
// broken, and reads nothing more.
type coupon struct {
	rest   string
	broken bool
}

func (c *coupon) skip(length int) string {
	if c.broken || len(c.rest) < length {
		c.broken = true
		return ""
	}
	field := c.rest[:length]
	c.rest = c.rest[length:]
	return field
}

// one is a digit out of some.
func (c *coupon) one(of string) int {
	digit := c.skip(1)
	if c.broken || !strings.Contains(of, digit) {
		c.broken = true
		return 0
	}
	return number(digit)
}

// counted is a digit out of some, and as many characters as it says and more.
func (c *coupon) counted(of string, more int) { c.skip(c.one(of) + more) }

func (c *coupon) purchase() {
	c.counted("12345", 0) // how much
	c.one("012349")       // of what unit
	c.skip(3)             // of which family of items
}

// otherCompany is the prefix of the company whose items are bought; 9 is for
// the one in front.
func (c *coupon) otherCompany() {
	if length := c.one("01234569"); length != 9 {
		c.skip(length + 6)
	}
}

func (c *coupon) date() string {
	date := c.skip(6)
	if c.broken || nonDigit(date) >= 0 || !isDay(date) {
		c.broken = true
	}
	return date
}

// field takes the digit of an optional field, if it is the next.
func (c *coupon) field(digit byte) bool {
	if c.broken || c.rest == "" || c.rest[0] != digit {
		return false
	}
	c.rest = c.rest[1:]
	return true
}

func (c *coupon) complete(value string) bool {
	return !c.broken && c.rest == "" && nonDigit(value) < 0
}
