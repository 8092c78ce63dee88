"""Platforms as data: how a device is recognised, what it is asked, and how its answers become facts.

One YAML file per platform beside this file; `extends` inherits from a family, and in the end from
`snmp_standard`, which is all that a stranger is asked. A new platform is a new YAML file and a recording under
`tests/profiles/`; its objects are numbers with their MIB names beside them.

Where several tables give the same kind of fact, the nearest profile comes first. Sensors, neighbours, routing
peers, addresses and radio values add to each other, a sensor of the same name and quantity once; of all other
kinds the first table that gives any is enough (`add` says otherwise). `replace` leaves the tables of a kind out
that are inherited, `amend` looks up single fields of them elsewhere first, `unless` leaves out a table where the
device has a better one. What a vendor's file does not say is what the standard says.

What a command answers becomes facts by the `parse` entries beside it: rows come of a TextFSM template or of a
regular expression, and their columns become fields, by the same builders as the columns of a table. SNMP's facts come
first; commands are asked for what it left open.

A configuration is kept without its `noise`: each rule carries a line that it hits and one that looks alike and stays.
`secrets` add to what every platform writes beside a secret; what a device encrypts anew at each display stands under
`reencrypted`. `end` is given only where every whole configuration ends so; without it the prompt and a moment of quiet
are the proof. Every pattern meets hostile text: it repeats possessively (`++`) or within a bound, and a test tries it.

Nothing here talks to a device: evaluation takes the values that a transport read and returns `model.facts.Facts`.
"""
