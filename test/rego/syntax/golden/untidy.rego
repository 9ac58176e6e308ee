# METADATA
# title: Everything in disorder
package   acme.untidy   # the package
import data.b
import input.z as z
import data.a.x   as y
# about the rule
default allow=false
allow = true if {input.user=="root"}   # who may
allow if {
  some role in   input.roles ; role == "admin"


      not denied   # unless
}
denied if { count([x|some x in input.x;x>1])>0 }
names contains name if {some name in input.names}
by_id[user.id]=user if { some user in input.users }
area(w,h)=w*h
grade(score):="a" if {score>=90} else="b" if {score>=80}
else := "c"
config:={"port":8080,"hosts":["a","b"],
  "tls":{"cert":"x",   # a file
  "key":"y"}}
long := [
  1,2,
  3, # three
]
all_small if every n in input.numbers {n<10}
pairs contains [k,v] if {some k,v in input.object}
message := sprintf("%s: %d",[input.name,count(input.items)])
text := `raw
 text`
masked if {
allow with input as {"user":"root"} with data.b as {}
}
x.y.z := 1
deep if { input["a"]["b c"][0].d }
neg := -1
sum := a+b*c if { a:=1;b:=2;c:=3 }
empty := {}
none := set()
