# Words in pictures.

chart-funnel-title = { $measure } by number and share, { $month }
chart-funnel-size = Number the share is calculated from
chart-funnel-95 = 95% of cases
chart-funnel-998 = 99.8%
chart-target = Target { $value }
chart-funnel-all = All { $value }
chart-fund = unemployment insurance fund
chart-area = area
chart-met = meets the target
chart-missed = does not meet the target
chart-undecided = cannot be determined
chart-unjudged = not assessed
chart-interval = where the true value lies
chart-funnel-of = { $share } of { $number }
chart-funnel-told = { $within } of { $all } { $among ->
        [funds] unemployment insurance funds
       *[areas] areas
    } lie within what random variation around { $around ->
        [target] the target of
       *[whole] the overall share of
    } { $value } gives in 95% of cases.
chart-funnel-above = Above: { $names }.
chart-funnel-below = Below: { $names }.
chart-funds-in = { $measure } by unemployment insurance fund, { $place }, { $month }
chart-funds = { $measure } by unemployment insurance fund, { $month }
chart-before-merger = the parts taken together, before the merger
chart-history = { $measure }: { $whom }, { $first } to { $last }
chart-everyone = all
chart-now = now
chart-first = first published
chart-revisions = { $measure }: { $whom }, first published and now
chart-method = changed method
chart-members-moved = members moved
chart-merger = merger
chart-extremes = Highest is { $highest }, lowest { $lowest }.
chart-reached = { $met } of { $all } meet the target of { $rule ->
        [least] at least
       *[most] at most
    } { $value }.
chart-not-reached = The target is not met by { $names }.
chart-without = No figure: { $names }.
chart-broken = The series is broken from { $months }.
chart-most-revised = Most in { $month }: from { $from } to { $to }.
chart-revised-months = The figure has changed for { $months } { $months ->
        [one] month
       *[other] months
    } since it was first published.
chart-value-in = { $value } in { $month }
chart-from-to = From { $first } to { $last }.
chart-range = Lowest { $lowest }, highest { $highest }.
chart-parts-from-to = The parts taken together, before the merger: from { $first } to { $last }.
chart-target-is = The target is { $value }.
