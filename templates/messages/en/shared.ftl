# Pages outside the versions: funds, areas, measures.

shared-fact-unit = Counted in
shared-fact-direction = Direction
shared-fact-kind = Kind of figure
shared-fact-months = Over several months
shared-fact-funds = Over unemployment insurance funds
shared-fact-areas = Over areas
shared-fact-compared = Also compared with
shared-fact-baseline = Compared with
shared-fact-population = Who is covered
shared-fact-numerator = Numerator
shared-fact-denominator = Denominator
shared-fact-binds = Whom it concerns
shared-fact-note = Reservations
shared-fact-confidentiality = Confidentiality
shared-fact-published = The figures have been published by { $owner } and are shown unchanged.
shared-fact-source = Source
shared-fact-derived = Calculated from
shared-fact-same = The same figure in { $month }
shared-fact-at-most = Cannot be larger than
shared-fact-derived-parts = The figures for several { $parts ->
        [funds] unemployment insurance funds
       *[areas] areas
    } are added up for each of the two months before the change is calculated. Percentages are never added up.
shared-fact-decimals = { $unit } { $decimals ->
        [0] without decimals
        [1] with 1 decimal
       *[other] with { $decimals } decimals
    }
shared-continued = { $own } has taken over { $names }. Here the months before the latest merger are counted as one: { $own }, where it existed, and the others for as long as they stood alone. { $how ->
        [share] The share is calculated from the numbers of the parts.
       *[sum] The parts are added up.
    } The figures are not those of { $own } alone and are therefore not joined with the series above.
shared-continued-together = The parts together
shared-continued-caption = { $measure }: { $own } and the unemployment insurance funds that merged into it, taken together
shared-nothing-yet = Nothing has been published yet. The calendar shows what has been announced.
shared-all-months = { $name }, { $measure }: all months
shared-fund-about = { $name }: newest figures, all months, names and mergers.
shared-short = Short name
shared-also = Also written
shared-exists = Exists
shared-remark = Remark
shared-continued-in = Continued in
shared-ended = { $name } no longer exists. There are no figures after { $day }
shared-ended-in = {""}, and its members have since been counted with{" "}
shared-valid = { $from } to { $to }
shared-events = Names and mergers
shared-date = Date
shared-fund-after = The fund afterwards
shared-event-text = About it
shared-has-figures = has figures
shared-some-made-up = has figures, some made up
shared-funds-now = Unemployment insurance funds today
shared-funds-former = Former unemployment insurance funds
shared-full-name = Full name
shared-undated = no known dates
shared-funds-lead = Each unemployment insurance fund has a page with the newest figures, all months, names over time and mergers.
shared-funds-about = All unemployment insurance funds, present and former.
shared-party-about = { $name }: newest figures and all months.
shared-code = Code
shared-no-code = no code
shared-no-areas = No release yet has figures by jobcentre or other area.
shared-areas-lead = Jobcentres, regions and other areas that the releases have figures for.
shared-areas = Jobcentres and other areas
shared-part-of = { $area } has been part of
shared-held = { $kinds } in { $area }
shared-method-changed = Changed method. { $reason }
shared-targets-on = Targets based on this figure
shared-intervals = Months that are included, and months that are not
shared-months = Months
shared-included = Included
shared-reason = Reason
shared-covered = The measure covers the months.
shared-excluded = Not included
shared-not-applicable = Not applicable
shared-measure-months = { $measure }: all months
shared-everything = Everything that is measured
shared-what = What it is
shared-counted-in = Counted in
shared-months-made-up = { $months } (with made-up figures)
shared-none-yet = no figures yet
shared-measures = Targets and key figures
shared-measures-lead = Each key figure has a page with its definition, rules, targets and all months.
shared-measures-about = All key figures with definition, rules and targets.
shared-made-up-mark = {" "}(made up)
shared-heading-none = No figures
shared-fund-none = No release yet has figures for the fund.
shared-over-time = Over time
shared-in-month = { $name } in { $month }
shared-area-none = No release yet has overall figures for the area.
shared-belonging = Areas that belong to it
shared-heading-part-of = Part of
shared-side-by-side-in = The unemployment insurance funds side by side in { $month }
shared-how-counted = How it is counted
shared-consequences-note = Bind nobody and are not assessed. Calculated with the number at the baseline as weight; percentages are never averaged.
shared-heading-months = All months
shared-heading-none-yet = No figures yet
shared-measure-none = No release yet has figures for this key figure.
shared-heading-intervals = Months that are included
shared-rules-over-time = Rules over time
shared-releases-with = Releases with figures
shared-pair = Jobcentre and unemployment insurance fund
shared-pair-none = No release yet has figures for the two together.
