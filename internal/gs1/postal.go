package gs1

import "fmt"

const postalLength = 13

// NewPostal makes a postal item number of UPU standard S10, such as
// "RR473124829NO": two letters of the service, eight digits, a check digit, and
// the country's ISO 3166-1 alpha-2 code. All letters are upper case; serial is
// at most 99,999,999.
func NewPostal(service string, serial uint32, country string) (string, error) {
	if !twoCapitals(service) || !twoCapitals(country) {
		return "", fmt.Errorf("postal service %q and country %q must be two capital letters each", service, country)
	}
	if serial > 99_999_999 {
		return "", fmt.Errorf("postal serial number %d has more than 8 digits: the range is used up", serial)
	}
	digits := fmt.Sprintf("%08d", serial)
	return service + digits + string(PostalCheckDigit(digits)) + country, nil
}

// ParsePostal checks a postal item number of UPU standard S10 and returns it;
// anything else is an *Error.
func ParsePostal(text string) (string, error) {
	switch {
	case len(text) < postalLength:
		return "", refuse(TooShort, 0, "a postal number has 13 characters, not %d", len(text))
	case len(text) > postalLength:
		return "", refuse(TooLong, 0, "a postal number has 13 characters, not %d", len(text))
	case !twoCapitals(text[:2]):
		return "", refuse(BadCharacter, 0, "a postal number begins with two capital letters")
	case nonDigit(text[2:11]) >= 0:
		return "", refuse(BadCharacter, 2+nonDigit(text[2:11]), "nine digits follow the service of a postal number")
	case !twoCapitals(text[11:]):
		return "", refuse(BadCharacter, 11, "a postal number ends with the two capital letters of a country")
	case PostalCheckDigit(text[2:10]) != text[10]:
		return "", refuse(BadCheckDigit, 10, "the check digit of the postal number is wrong: scan it again")
	}
	return text, nil
}

// PostalCheckDigit is the check digit of the eight digits of a postal number:
// weights 8 6 4 2 3 5 9 7, eleven minus the sum modulo 11, where 10 becomes 0
// and 11 becomes 5 (UPU S10). The result means nothing for other texts.
func PostalCheckDigit(digits string) byte {
	weights := [8]int{8, 6, 4, 2, 3, 5, 9, 7}
	sum := 0
	for i := range min(len(digits), len(weights)) {
		sum += int(digits[i]-'0') * weights[i]
	}
	switch check := 11 - sum%11; check {
	case 10:
		return '0'
	case 11:
		return '5'
	default:
		return byte('0' + check)
	}
}

// twoCapitals says whether a text is a service or country indicator.
func twoCapitals(text string) bool {
	for i := range len(text) {
		if text[i] < 'A' || text[i] > 'Z' {
			return false
		}
	}
	return len(text) == 2
}
