// Command gen makes of the messages what the screens load: a file of JSON per
// language, and the keys as TypeScript. It fails on whatever the screens would
// not say as package words does.
package main
