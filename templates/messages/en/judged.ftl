# What targets ask, and how figures stand to them.

judged-change-since = Change since { $month }
judged-required-in = Required in { $month }
judged-recalculated = Result, recalculated
judged-published = Result, published
judged-result = Result
judged-interval = 95% interval
judged-line-dashed = Dashed line: the target.
judged-line-grey = Grey fields: months that are not included.
judged-line-stroke = Vertical stroke: the figures before and after cannot be compared.
judged-result-for = Result for { $months }
judged-published-between = { $published } (the true result lies { $between })
judged-published-result = Published result
judged-not-calculated = not calculated: { $why }
judged-on-target = The figure is exactly on the target.
judged-inside = The figure is { $size } { $unit } within the target.
judged-short = The figure is { $size } { $unit } short of the target.
judged-rounded = Only rounded figures are known. The true result lies { $between }, so it cannot be determined whether the target is met.
judged-impossible = The target cannot be met in { $month }: that would require { $value } that month.
judged-soonest = It is met { $soonest }
judged-stays-met = The target is still met after { $month } if the figure of the month is at least { $value }
judged-is-met = The target is met in { $month } if the figure of the month is at least { $value }
judged-by-answer = The figure is hidden for confidentiality. It is { $answer }, { $outcome ->
        [met] so the target is met
        [missed] so the target is not met
       *[unknown] and that is not enough to assess the target
    }.
judged-chance-within = The distance to the target may be due to chance (95% interval: { $interval })
judged-chance = The distance to the target may be due to chance
judged-blocks = The result for each continuous period: { $blocks }
judged-pooled = If the numerators and denominators of the months are added up instead, the share is { $value }
judged-decides = One month decides: the target would be { $outcome ->
        [met] met
       *[missed] not met
    } without { $months }
judged-among = The { $others } other unemployment insurance funds lie between { $lowest } and { $highest }; here the figure is { $own }.
judged-consequence = Consequence
judged-consequence-published = Published
judged-consequence-computed = Calculated from the individual targets
judged-consequence-of = Follows from
judged-not-stated = not stated
judged-in-words-only = Given in words; there is no number to calculate
judged-not-computable = Published; cannot be calculated from the regional targets
judged-not-computable-in = Published; cannot be calculated from the regional targets. The number in { $month } is missing for { $names }
judged-not-computable-for = Published; cannot be calculated from the regional targets. The number is missing for { $names }
judged-same-rounded = rounded, the same as published
judged-another = another figure than published
judged-part = { $name } { $demand } of { $base }
judged-binds = Whom it applies to
judged-class = Kind
judged-lifetime = Applies
judged-when = When
judged-happened = What happened
judged-as-published = { $demand } (“{ $label }”)
judged-binds-nobody = { $whom } (follows from other targets and binds nobody)
judged-from = from { $when }
judged-until = until { $when }
judged-undated = no dates
judged-unpublished-document = The document has not been published
judged-at-least = at least { $value }
judged-at-most = at most { $value }
judged-below-last-year = lower than in the same month of the year before
judged-above-named = higher than the comparison group ({ $group })
judged-above = higher than the comparison group
judged-between = between { $low } and{"\u00A0"}{ $high }
judged-from-to = { $low } to{"\u00A0"}{ $high }
judged-in-months = in { $months } { $months ->
        [one] month
       *[other] months
    } at the earliest, if { $months ->
        [one] it is
       *[other] they average
    } { $average }
judged-baseline = the baseline
judged-no-growth = no increase since { $since }
judged-growth = at most { $size } above { $since }
judged-fall = at least { $size } below { $since }
judged-needs = requires { $value }
judged-cannot = cannot be met
