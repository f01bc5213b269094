package gs1

// CheckDigit is the modulo-10 check digit ('0' to '9') that follows digits: from
// the right they weigh 3, 1, 3, 1 … (GS1 General Specifications, section 7.9).
// The result means nothing if digits holds anything else than '0' to '9'.
func CheckDigit(digits string) byte {
	sum := 0
	for i := range len(digits) {
		digit := int(digits[i] - '0')
		if (len(digits)-i)%2 == 1 {
			digit *= 3
		}
		sum += digit
	}
	return byte('0' + (10-sum%10)%10)
}

// endsInCheckDigit says whether the last digit is the check digit of the rest.
func endsInCheckDigit(digits string) bool {
	last := len(digits) - 1
	return CheckDigit(digits[:last]) == digits[last]
}

// nonDigit is the offset of the first character that is no digit, or -1.
func nonDigit(text string) int {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return i
		}
	}
	return -1
}

func requireDigits(text string) error {
	if at := nonDigit(text); at >= 0 {
		return refuse(BadCharacter, at, "only digits may stand here")
	}
	return nil
}
