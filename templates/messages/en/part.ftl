# Pieces that several pages share.

part-search = Search for an unemployment insurance fund, an area, a target, a month or words in a text
part-all-in-chart = All figures in the chart
part-pairs = Pairs with a page of their own
part-files = Get the figures
part-among = Among the unemployment insurance funds
part-reconciled = Why does the published result differ from the recalculated one?
part-before-merger = Before the merger
part-together = The parts together, month by month
part-published = Published { $when }
part-other-months = Other months
