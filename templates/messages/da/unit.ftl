# Units, alone and with a number before them.

unit-persons = personer
unit-spells = forløb
unit-percent = pct.
unit-points = procentpoint
unit-persons-with = { $number }{"\u00A0"}personer
unit-spells-with = { $number }{"\u00A0"}forløb
unit-percent-with = { $number }{"\u00A0"}pct.
unit-points-with = { $number }{"\u00A0"}procentpoint
unit-persons-heading = Personer
unit-spells-heading = Forløb
unit-percent-heading = Pct.
unit-points-heading = Procentpoint
