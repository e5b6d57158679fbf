#!/usr/bin/env bash
# scip-go 0.2.9 (needs Go): an interface's method has two symbols, one inside its module and one outside.
#
# Guess: the symbol of a method is the same string wherever it stands; this is how an index of a program and the index of a
#   library that it uses are joined.
# Behaviour: the module that declares the interface defines `Store#Get.`, the descriptor of a field. A module that imports it
#   refers to `Store#Get().`, the descriptor of a method. No definition of that symbol exists in either index, so every call
#   through an interface of another module leads nowhere. A method of a struct has one symbol in both.
# Seen:
#   lib defines Store#Get.  and Mem#Get().
#   app refers to Store#Get().  and Mem#Get().
set -euo pipefail
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export GOBIN=$work/bin
go install github.com/scip-code/scip-go/cmd/scip-go@v0.2.9

mkdir "$work/lib" "$work/app"
cat >"$work/lib/go.mod" <<'GO'
module example.test/lib

go 1.24
GO
cat >"$work/lib/lib.go" <<'GO'
package lib

type Store interface {
	Get(key string) string
}

type Mem struct{ Data map[string]string }

func (m Mem) Get(key string) string { return m.Data[key] }
GO
cat >"$work/app/go.mod" <<'GO'
module example.test/app

go 1.24

require example.test/lib v1.0.0

replace example.test/lib => ../lib
GO
cat >"$work/app/main.go" <<'GO'
package main

import "example.test/lib"

func read(s lib.Store) string { return s.Get("a") }

func main() {
	m := lib.Mem{}
	println(read(m), m.Get("a"))
}
GO
for module in lib app; do
  (cd "$work/$module" && "$GOBIN/scip-go" index --module-version v1.0.0 --output "$work/$module.scip" >/dev/null 2>&1)
done

names() { grep -aoE '(Store|Mem)#Get(\(\))?\.' "$work/$1.scip" | sort -u | tr '\n' ' '; }
lib=$(names lib)
app=$(names app)
echo "lib: $lib"
echo "app: $app"
[ "$lib" = 'Mem#Get(). Store#Get. ' ]
[ "$app" = 'Mem#Get(). Store#Get(). ' ]
