# Units, alone and with a number before them.

unit-persons = people
unit-spells = spells
unit-percent = per cent
unit-points = percentage points
unit-persons-with = { $number }{"\u00A0"}people
unit-spells-with = { $number }{"\u00A0"}spells
unit-percent-with = { $number }%
unit-points-with = { $number }{"\u00A0"}percentage points
unit-persons-heading = People
unit-spells-heading = Spells
unit-percent-heading = %
unit-points-heading = Percentage points
