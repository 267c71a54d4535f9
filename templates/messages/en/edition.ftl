# Pages of a version.

edition-fund-areas = { $fund }, { $month }, figures and changes
edition-party-about = { $name }: figures, targets and trend for { $month }.
edition-file-all = all targets
edition-area-funds = Unemployment insurance funds in { $area }, { $month }: figures and changes
edition-area-about = { $area }: all unemployment insurance funds side by side, { $month }.
edition-area-within = { $month }, all unemployment insurance funds together, figure and change since the month before
edition-where = Where
edition-of-which = Of which { $own }
edition-coming = { $title }: { $date } ({ $status }).
edition-coming-made-up = { $title }, made-up figures: { $date } ({ $status }).
edition-nothing-coming = No new release has been announced.
edition-meeting = { $date }: { $title }.
edition-meeting-made-up = { $date }: { $title } (made up).
edition-about = { $title } for { $month }.
edition-all-targets = All targets
edition-matrix = { $name }, { $month }: figures and changes
edition-no-figures = The release for { $month } has no figures. It tells what has been agreed and what is expected.
edition-topic-no-figures = No figures
edition-topic-in-force = Targets in force
edition-expected = Key figures that are expected
edition-expected-when = Expected
edition-expected-told = What has been said
edition-cite = { $publisher }: { $title }. { $month }, version { $version }. Published { $day }.
edition-file-about = about the release
edition-file-release = The release
edition-file-excel = CSV for Danish Excel
edition-file-excel-note = semicolon and decimal comma, in Danish
edition-file-csv-note = codes, comma and decimal point
edition-file-json-note = with status and assessments
edition-funnel-title = Are the differences larger than chance?
edition-funnel-areas-title = Are the differences between the areas larger than chance?
edition-funnel-reading = Each mark is { $among ->
        [funds] an unemployment insurance fund
       *[areas] an area
    }: the further to the right, the more people the share is calculated from. The line across shows { $line ->
        [target] the target of { $value }
        [whole] the share for all, { $value }
       *[together] the share for those shown taken together, { $value }
    }; even if all { $among ->
        [funds] unemployment insurance funds
       *[areas] areas
    } really lay on the line, the shares would vary, and most where there are few. The curves show how far chance alone reaches in 95% and in 99.8% of cases. 1 in 20 lies outside the inner curves by chance alone, so only further out is there good reason to look for an explanation. Inside the curves the order does not tell who is best. The vertical axis shows only the range in which the shares lie, and names are given only at marks outside the inner curves where there is room; all are in the table.
edition-funnel-table = { $measure }, { $month }: share, number and what chance can give
edition-funnel-number = Number
edition-funnel-in = in the denominator
edition-funnel-limits = 95% limits at that number
edition-funnel-place = Compared with what is expected
edition-funnel-within = within
edition-funnel-higher = outside: higher
edition-funnel-lower = outside: lower
edition-funnel-far-higher = far outside: higher
edition-funnel-far-lower = far outside: lower
edition-month-made-up = { $month } (made-up figures)
edition-overview = Overview
edition-month-by-month = { $measure }, month by month
edition-not-covered = The measure does not cover these months.
edition-break = Break in the series
edition-bar-target = 0–100%, the stroke is the target
edition-bar = 0–100%
edition-not-drawn = not drawn
edition-line = From { $first } to { $last }
edition-scoreboard = { $measure }: the result for { $months } and the figure for { $month }
edition-all-measures = All key figures, { $month }
edition-own-unit = in the unit of the key figure
edition-how-to-cite = How to cite
edition-heading-all = All key figures
edition-others = Other unemployment insurance funds
edition-heading-months = Month by month
edition-in-areas = { $fund } in the areas
edition-all-months-of = All months for { $name }
edition-side-by-side = The unemployment insurance funds side by side
edition-area-whole = The area as a whole
edition-beside = { $area } beside larger areas
edition-areas-in = Areas in { $area }
edition-brief = In brief
edition-standing = How it stands
edition-whole-table = All areas and unemployment insurance funds
edition-what = What is measured
edition-measure-page = The page of the key figure with all months, rules and breaks
edition-apart = Each by itself
edition-figures-for = Key figures for
edition-why-new = Why a new version:
edition-heading-expected = What is expected
edition-to-follow-up = Follow-up on all targets
edition-to-method = How the figures are made
edition-about-release = About the release
edition-meet = { $met } of { $all } meet the target: { $target }.
