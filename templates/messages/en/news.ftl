# The month in sentences.

news-topic-place = Area
news-topic-target = The target
news-topic-crossed = In and out of the target
news-topic-since = Since the month before
news-topic-improved = Most improved
news-topic-left-out = Not included
news-topic-confidentiality = Confidentiality
news-topic-new = New in the figures
news-topic-missing = Missing figures
news-reconciled = { $published } is published, and { $ours } is recalculated from months that are themselves rounded. Taking that into account, the true result lies { $between }, and then the two figures agree.
news-place = The figures apply to { $area }. There are no figures for the whole country.
news-no-whole = There are figures for some areas only, and together they do not make up a region or the whole country.
news-none-meets = None of the { $all } { $rows ->
        [funds] { $all ->
            [one] unemployment insurance fund
           *[other] unemployment insurance funds
        }
       *[areas] { $all ->
            [one] area
           *[other] areas
        }
    } meets { $goal }
news-all-meet = All { $all } { $rows ->
        [funds] { $all ->
            [one] unemployment insurance fund
           *[other] unemployment insurance funds
        }
       *[areas] { $all ->
            [one] area
           *[other] areas
        }
    } { $all ->
        [one] meets
       *[other] meet
    } { $goal }
news-some-meet = { $met } of { $all } { $rows ->
        [funds] { $all ->
            [one] unemployment insurance fund
           *[other] unemployment insurance funds
        }
       *[areas] { $all ->
            [one] area
           *[other] areas
        }
    } { $met ->
        [one] meets
       *[other] meet
    } { $goal }: { $names }.
news-missed = It is not met by { $names }.
news-values = The figures are { $names }.
news-undecided = For { $names } it cannot be determined, because only rounded figures are known.
news-too-coarse = For { $names } the coarser answer is not enough to assess the target.
news-without = For { $names } there are no figures to assess.
news-no-number = The target “{ $title }” has no number and is therefore not assessed.
news-month-alone = In { $month } alone, these lie outside the target: { $names }.
news-moved = { $verb ->
        [up] risen
        [down] fallen
       *[same] been unchanged
    } for { $count }{ $rows ->
        [funds] { $count ->
            [one] {" unemployment insurance fund"}
           *[other] {" unemployment insurance funds"}
        }
        [areas] { $count ->
            [one] {" area"}
           *[other] {" areas"}
        }
       *[none] {""}
    }
news-changes = Since { $month } the figure has { $parts }.
news-largest-rise = The largest rise is for { $who }.
news-largest-fall = The largest fall is for { $who }.
news-mover = { $name } ({ $size } { $unit } to { $now })
news-mover-alone = { $name } ({ $size } { $unit })
news-mean-leaves-out = A month without a figure is left out of the mean; it does not count as zero.
news-nobody-improved = { $rows ->
        [funds] No unemployment insurance fund
        [jobcentres] No jobcentre
        [municipalities] No municipality
       *[areas] No area
    } has improved by more{ $dated ->
        [yes] {" since "}{ $month }
       *[no] {""}
    } than chance can explain.
news-most-improved = Most improved{ $dated ->
        [yes] {" since "}{ $month }
       *[no] {""}
    } among { $rows ->
        [funds] the unemployment insurance funds
        [jobcentres] the jobcentres
        [municipalities] the municipalities
       *[areas] the areas
    } is { $who }
news-reaching = { $size } to { $now }
news-improved = { $head } ({ $size }).
news-improved-both = { $head }, both in number and in per cent ({ $size }).
news-improved-apart = { $head } ({ $size }); in per cent it is { $other } ({ $percent }).
news-reached = Since { $since }, these have reached { $goal }: { $reached }
news-lost = Since { $since }, { $rule ->
        [least] these have fallen below
        [most] these have risen above
       *[other] these no longer meet
    } { $goal }: { $lost }
news-reached-and-lost = Since { $since }, these have reached { $goal }: { $reached }; { $rule ->
        [least] and these have fallen below it
        [most] and these have risen above it
       *[other] and these no longer meet it
    }: { $lost }
news-goal = the target of { $demand }
news-goal-titled = the target “{ $title }”
news-from = From { $month }: { $text }
news-last = For the last time in { $month }: { $text }
news-break = Break in the series from { $month }: { $text }
news-included = From { $month } the months are included
news-excluded = From { $month } the months are not included: { $text }
news-not-applicable = From { $month } there are no figures: { $text }
news-last-included = { $month } is the last month that is included
news-target-from = The target “{ $title }” applies from { $month }.
news-target-last = The target “{ $title }” applies for the last time in { $month }.
news-whole-incomplete = The overall figure for { $month } cannot be calculated, because { $parts ->
        [one] one
       *[other] { $parts }
    } of its parts { $parts ->
        [one] is
       *[other] are
    } missing or hidden.
news-also-incomplete = The same goes for { $areas } larger { $areas ->
        [one] area
       *[other] areas
    }.
news-areas-incomplete = The figure for { $areas } larger { $areas ->
        [one] area
       *[other] areas
    } in { $month } cannot be calculated, because parts are missing or hidden.
news-silent = There are no figures at all from { $names } for { $month }, but there were for { $earlier }.
