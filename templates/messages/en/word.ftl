# Words for what the model calls by names of its own.

word-class-first = First version
word-class-correction = Correction of an error
word-class-planned = Planned revision
word-class-method = Changed method
word-and = { $first } and { $last }
word-why-now = the figure is missing
word-why-before = the earlier figure is missing
word-why-excluded = months that are not included lie between
word-why-break = break in the series
word-why-funds = unemployment insurance funds have merged or split
word-held-back = { $hidden } of { $figures } figures are hidden for confidentiality.
word-held-back-answered = { $hidden } of { $figures } figures are hidden for confidentiality; { $answered } of them { $answered ->
        [one] has
       *[other] have
    } a coarser answer.
word-verdict-met = Met
word-verdict-missed = Not met
word-verdict-undecided = Cannot be determined
word-verdict-no-number = No numeric target
word-verdict-no-data = No figure
word-verdict-not-in-force = Not in force
word-months-sum = The figures of the months are added up.
word-months-last = The latest figure applies; months are not added up.
word-months-ratio = The numerators of the months are added up, and the sum is divided by the sum of the denominators.
word-months-mean = The mean of the months that are included and have a figure. Each month has the same weight, months without a figure are left out, and rounding is done only at the end.
word-months-none = Months are not combined into one figure.
word-parts-sum = Figures for several { $parts ->
        [funds] unemployment insurance funds
       *[areas] areas
    } are added up.
word-parts-last = The latest figure applies to several { $parts ->
        [funds] unemployment insurance funds
       *[areas] areas
    }.
word-parts-ratio = The numerators for several { $parts ->
        [funds] unemployment insurance funds
       *[areas] areas
    } are added up and divided by the sum of the denominators. Percentages are never added up.
word-parts-mean = The mean over several { $parts ->
        [funds] unemployment insurance funds
       *[areas] areas
    }.
word-parts-none = No overall figure is calculated for several { $parts ->
        [funds] unemployment insurance funds
       *[areas] areas
    }.
word-kind-stock = Stock: how many there are at a point in time
word-kind-flow = Flow: how many during the month
word-kind-share = Share
word-kind-difference = Difference between two figures
word-direction-higher = Higher is better
word-direction-lower = Lower is better
word-target-result = Outcome target
word-target-effort = Activity target
word-target-development = Development target
word-status-proposed = Proposed
word-status-agreed = Agreed
word-status-in-force = In force
word-status-withdrawn = Withdrawn
word-status-expired = Expired
word-status-superseded = Superseded by another
word-release-provisional = Provisional figures
word-release-final = Final figures
word-note-agreement = Agreement
word-note-minutes = Minutes
word-note-memo = Memo
word-note-method = Method
word-date-provisional = Provisional date
word-date-confirmed = Confirmed date
word-date-cancelled = Cancelled
word-meeting-director = Meeting of directors
word-meeting-network = Network of unemployment insurance funds
word-meeting-individual = Meeting with an unemployment insurance fund
word-meeting-other = Other meeting
word-event-merger = Merger
word-event-rename = New name
word-event-transfer = Some members moved
word-kind-derived = Development: the change in per cent since a fixed month
word-areas-country = The whole country
word-areas-employment-region = Employment regions
word-areas-region = Regions
word-areas-rar = Areas of regional labour market councils (RAR)
word-areas-rbr = Areas of regional employment councils (RBR)
word-areas-province = Provinces
word-areas-jobcentre = Jobcentres
word-areas-municipality = Municipalities
word-areas-comparator = Comparison groups
word-area-country = The whole country
word-area-employment-region = Employment region
word-area-region = Region
word-area-rar = Area of a regional labour market council (RAR)
word-area-rbr = Area of a regional employment council (RBR)
word-area-province = Province
word-area-jobcentre = Jobcentre
word-area-municipality = Municipality
word-area-comparator = Comparison group
word-and-others = { $first } and { $others } { $others ->
        [one] other
       *[other] others
    }
word-or = { $first } or { $last }
word-akasse = Unemployment insurance fund
word-akasser = Unemployment insurance funds
word-place = Area
word-places = Areas
word-all-funds = All unemployment insurance funds
word-total = Total
word-measure = Key figure
word-target = Target
word-targets = Targets
word-judged = Status
word-a-month = Month
word-figure = Figure
word-no-figures = no figures
word-no-target = no target
word-not-assessed = not assessed
word-trend = Trend
word-who = Who
word-demand = Requirement
word-stands-as = Status
word-margin = Distance to target
word-why = Why
word-calendar = Calendar
word-releases = Releases
word-corrections = Corrections
word-method = Method
word-documents = Documents
word-symbols = Symbols
word-unit = Unit
word-made-up = made-up figures
word-percent = %
word-version = Version { $version }
word-month-version = { $month }, version { $version }
word-since = Since { $month }
word-pair = { $fund } in { $area }
word-yes = Yes
word-no = No
