# Maps, small lines side by side, slopes, ceilings and revisions by month.

picture-on-map = On the map
picture-numbers = The figures shown
picture-areas = { $count } { $count ->
        [one] area
       *[other] areas
    }
picture-funds = { $count } unemployment insurance { $count ->
        [one] fund
       *[other] funds
    }
picture-figures = { $count } { $count ->
        [one] figure
       *[other] figures
    }
picture-no-figure = no figure
picture-missed = { $missed } of { $whom } { $missed ->
        [one] does
       *[other] do
    } not meet the target of { $demand }.
picture-missed-none = None of { $whom } fails to meet the target of { $demand }.
picture-at-least = at least { $value }
picture-at-most = at most { $value }
picture-hidden = Hidden for confidentiality: { $names }.
picture-map = { $measure } on the map, { $when }
picture-map-fund = { $measure } for { $fund } on the map, { $when }
picture-class-met = { $values }, target met ({ $held })
picture-class-missed = { $values }, target not met ({ $held })
picture-outlined = outlined: { $kinds }
picture-heat = The colour shows where each of the { $figures } figures for one unemployment insurance fund in one area lies among them. Totals have no colour.
picture-panels-areas = { $measure } by area, { $months }
picture-panels-funds = { $measure } by unemployment insurance fund, { $months }
picture-panels-how = All lines are drawn to the same scale, from { $from } to { $to }, and stand in order of name.
picture-dashed = Dashed line: the target.
picture-dashed-at = Dashed line: the target, { $demand }.
picture-thin = Thin line: all unemployment insurance funds in { $month }, { $value }.
picture-grey = Grey fields: months that are not included.
picture-slope = { $measure }: from { $then } to { $now }
picture-slope-results = { $measure }: the result up to and including { $then } and up to and including { $now }
picture-rose-and-fell = The figure rose for { $rose } and fell for { $fell }.
picture-rose-fell-same = The figure rose for { $rose } and fell for { $fell }; it is unchanged for { $same }.
picture-from-to = { $name } (from { $then } to { $now })
picture-most-both = Largest increase: { $rose }; largest decrease: { $fell }.
picture-most-rose = Largest increase: { $rose }.
picture-most-fell = Largest decrease: { $fell }.
picture-came-within = Now within the target (▲): { $names }.
picture-came-outside = No longer within the target (◆): { $names }.
picture-none-crossed = None crossed the target.
picture-by-ratio = The scale is logarithmic: lines that are equally steep show changes that are equally large in per cent.
picture-not-compared = Not included, because the two months cannot be compared: { $names }.
picture-change = Change
picture-ceilings = { $measure }: ceilings on the increase in each region since { $month }
picture-ceilings-how = The light field is the increase there is room for, the stroke is the ceiling, and the bar is the increase where there are figures.
picture-ceilings-table = Ceiling and increase, region by region
picture-ceiling = Ceiling
picture-growth = Increase
picture-growth-and-ceiling = Increase against the ceiling
picture-ceiling-and-growth = The ceiling is { $ceiling }, the increase is { $growth }
picture-ceiling-alone = The ceiling is { $ceiling }, no figures yet
picture-revisions = Revisions month by month: the new figure minus the figure first published
picture-revised = Figures with another value
picture-revision-low = Lowest revision
picture-revision-mean = Mean
picture-revision-high = Highest revision
picture-revision-range = From lowest to highest
picture-revision-told = From { $low } to { $high }, { $mean } on average
