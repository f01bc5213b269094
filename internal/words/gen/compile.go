package main

import (
	"fmt"
	"slices"
	"text/template/parse"

	"tallyman/internal/words"
)

// A compiled text is a string, or a list of strings and nodes. A node is a list
// that begins with the name of a field: alone it is the field's value, with one
// or two texts it is the first when the field has a value and the second when
// it has none.

// compile compiles the template of a text; name stands in its errors.
func compile(name, text string) (any, error) {
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck // what is not known is refused below
	if _, err := tree.Parse(text, "", "", map[string]*parse.Tree{}); err != nil {
		return nil, err
	}
	c := compiler{name: name, fields: words.Fields()}
	return c.list(tree.Root, "")
}

type compiler struct {
	name   string
	fields []string
}

func (c compiler) refuse(node parse.Node, why string) error {
	return fmt.Errorf("%s: %s: %s", c.name, node, why)
}

// list compiles what stands together; dot is the field that {{.}} is, if any.
func (c compiler) list(list *parse.ListNode, dot string) (any, error) {
	parts := []any{}
	if list != nil {
		for _, node := range list.Nodes {
			part, err := c.node(node, dot)
			if err != nil {
				return nil, err
			}
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "", nil
	}
	if text, plain := parts[0].(string); plain && len(parts) == 1 {
		return text, nil
	}
	return parts, nil
}

func (c compiler) node(node parse.Node, dot string) (any, error) {
	switch node := node.(type) {
	case *parse.TextNode:
		return string(node.Text), nil
	case *parse.ActionNode:
		field, err := c.field(node.Pipe, dot)
		return []any{field}, err
	case *parse.IfNode:
		return c.branch(&node.BranchNode, dot, false)
	case *parse.WithNode:
		return c.branch(&node.BranchNode, dot, true)
	}
	return nil, c.refuse(node, "the screens know fields, with and if only")
}

func (c compiler) branch(node *parse.BranchNode, dot string, rebinds bool) (any, error) {
	field, err := c.field(node.Pipe, dot)
	if err != nil {
		return nil, err
	}
	inside := dot
	if rebinds {
		inside = field
	}
	then, err := c.list(node.List, inside)
	if err != nil {
		return nil, err
	}
	if node.ElseList == nil {
		return []any{field, then}, nil
	}
	otherwise, err := c.list(node.ElseList, dot)
	return []any{field, then, otherwise}, err
}

// field is the name of the field that a pipe is.
func (c compiler) field(pipe *parse.PipeNode, dot string) (string, error) {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 1 {
		return "", c.refuse(pipe, "this is more than a field")
	}
	name := ""
	switch node := pipe.Cmds[0].Args[0].(type) {
	case *parse.DotNode:
		name = dot
	case *parse.FieldNode:
		if dot != "" {
			return "", c.refuse(pipe, "inside with it is $"+node.String())
		}
		if len(node.Ident) == 1 {
			name = node.Ident[0]
		}
	case *parse.VariableNode:
		if len(node.Ident) == 2 && node.Ident[0] == "$" {
			name = node.Ident[1]
		}
	}
	if !slices.Contains(c.fields, name) {
		return "", c.refuse(pipe, "this is none of the fields")
	}
	return name, nil
}
