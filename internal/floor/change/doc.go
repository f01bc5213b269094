// Package change holds the rules for what is changed after an order was
// placed: cancelling it at every stage up to the hand-over, with the right
// effect on stock, labels and the people who hold the goods.
package change
