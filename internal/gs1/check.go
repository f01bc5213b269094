package gs1

import (
	"strconv"
	"strings"
)

// check looks into a component whose characters and length are right; it
// returns "" or why the value is refused. The functions below carry the names
// that the generated table refers to.
type check func(value string) Reason

func unless(fine bool, reason Reason) Reason {
	if fine {
		return ""
	}
	return reason
}

func checkDigit(value string) Reason { return unless(endsInCheckDigit(value), BadCheckDigit) }

// checkPair is the check character pair of a Global Model Number: character
// values times primes counted from the right, modulo 1021, in base 32 (GS1
// General Specifications, section 7.9.5).
func checkPair(value string) Reason {
	const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	primes := [...]int{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83}
	if len(value) < 3 || len(value) > len(primes)+2 {
		return TooShort
	}
	body, pair, sum := value[:len(value)-2], value[len(value)-2:], 0
	for i := range len(body) {
		sum += strings.IndexByte(cset82, body[i]) * primes[len(body)-1-i]
	}
	sum %= 1021
	return unless(pair == string([]byte{alphabet[sum>>5], alphabet[sum&31]}), BadCheckDigit)
}

// checkIBAN is ISO 13616: two letters of a country, check digits of ISO 7064 MOD
// 97-10, and the account.
func checkIBAN(value string) Reason {
	if len(value) < 5 {
		return TooShort
	}
	if !twoCapitals(value[:2]) || nonDigit(value[2:4]) >= 0 {
		return BadValue
	}
	remainder := 0
	for i := range len(value) {
		switch c := value[(i+4)%len(value)]; {
		case c >= '0' && c <= '9':
			remainder = (remainder*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			remainder = (remainder*100 + int(c-'A') + 10) % 97
		default:
			return BadCharacter
		}
	}
	return unless(remainder == 1, BadCheckDigit)
}

// checkMonth is YYMMDD where a day of 00 leaves the day open.
func checkMonth(value string) Reason {
	return unless(value[4:] == "00" && between(value[2:4], 1, 12) || isDay(value), BadValue)
}

// checkDay is YYMMDD.
func checkDay(value string) Reason { return unless(isDay(value), BadValue) }

// checkLongDay is YYYYMMDD.
func checkLongDay(value string) Reason { return unless(isDay(value), BadValue) }

// isDay takes a date whose last four digits are month and day. The century of
// a two-digit year is open, but 00 can only be 2000, which was a leap year.
func isDay(value string) bool {
	year, monthDay := number(value[:len(value)-4]), value[len(value)-4:]
	if !between(monthDay[:2], 1, 12) {
		return false
	}
	lengths := [12]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	length := lengths[number(monthDay[:2])-1]
	if monthDay[:2] == "02" && year%4 == 0 && (year < 100 || year%100 != 0 || year%400 == 0) {
		length++
	}
	return between(monthDay[2:], 1, length)
}

func checkTime(value string) Reason {
	return unless(between(value[:2], 0, 23) && between(value[2:], 0, 59), BadValue)
}
func checkHour(value string) Reason  { return unless(between(value, 0, 23), BadValue) }
func checkSixty(value string) Reason { return unless(between(value, 0, 59), BadValue) }

func checkNonZero(value string) Reason { return unless(strings.Trim(value, "0") != "", BadValue) }
func checkZero(value string) Reason    { return unless(strings.Trim(value, "0") == "", BadValue) }
func checkNoZeroPrefix(value string) Reason {
	return unless(value[0] != '0' || value == "0", BadValue)
}
func checkYesNo(value string) Reason   { return unless(value == "0" || value == "1", BadValue) }
func checkWinding(value string) Reason { return unless(strings.Contains("019", value), BadValue) }
func checkSex(value string) Reason     { return unless(strings.Contains("0129", value), BadValue) }
func checkHyphen(value string) Reason {
	return unless(strings.Trim(value, "-") == "", BadCharacter)
}

func checkLatitude(value string) Reason {
	return unless(between(value, 0, 1_800_000_000), BadValue)
}

func checkLongitude(value string) Reason {
	return unless(between(value, 0, 3_600_000_000), BadValue)
}

// checkNonDigit wants at least one character that is no digit.
func checkNonDigit(value string) Reason { return unless(nonDigit(value) >= 0, BadValue) }

// checkPiece is "piece 2 of 3" as 0203.
func checkPiece(value string) Reason {
	return unless(number(value[:2]) > 0 && number(value[:2]) <= number(value[2:]), BadValue)
}

// checkBirth is the place in the sequence of a multiple birth, as 1/3.
func checkBirth(value string) Reason {
	fine := len(value) == 3 && value[1] == '/' && value[0] >= '1' && value[0] <= value[2] && value[2] <= '9'
	return unless(fine, BadValue)
}

// checkPercent wants two hexadecimal digits behind every percent sign.
func checkPercent(value string) Reason {
	for i := range len(value) {
		if value[i] != '%' {
			continue
		}
		if i+3 > len(value) {
			return BadValue
		}
		if _, err := strconv.ParseUint(value[i+1:i+3], 16, 8); err != nil {
			return BadValue
		}
	}
	return ""
}

// shortestPrefix is the fewest digits of a GS1 company prefix.
const shortestPrefix = 4

// checkPrefix wants a GS1 company prefix in front. Whether it was given to a
// company only GS1 can tell.
func checkPrefix(value string) Reason {
	if len(value) < shortestPrefix {
		return TooShort
	}
	return unless(nonDigit(value[:shortestPrefix]) < 0, BadValue)
}

// checkImporter is the importer index of Regulation (EU) 2018/574.
func checkImporter(value string) Reason {
	return unless(value != "=" && base64URL.allows(value[0]), BadCharacter)
}

// number is the value of digits; the caller has checked them.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func between(digits string, low, high int) bool {
	n := number(digits)
	return n >= low && n <= high
}
