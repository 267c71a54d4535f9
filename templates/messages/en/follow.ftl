# The follow-up page.

follow-drafts = How the drafts would stand
follow-would-bind = Whom it would apply to
follow-not-in-force = { $status }, not in force
follow-meeting-times = { $title }: { $times ->
        [one] once a year
       *[other] { $times } times a year
    }.
follow-meeting-needed = { $title }: when needed.
follow-consequences = Consequences of other targets: published and calculated
follow-history = What has happened to the targets
follow-others = Targets not in force in { $month }
follow-title = Follow-up on targets
follow-about = All targets, and how those they apply to did in { $month }.
follow-met = { $met } of { $judged } assessments show a target that is met.
follow-missed = Not met: { $who }.
follow-reached = Reached the target this month: { $who }.
follow-lost = Met the target before, but not now: { $who }.
follow-decided = The outcome would be the opposite if one month were left out, for { $who }.
follow-chance = The distance to the target may be due to chance for { $who }.
follow-meetings = The rules for meetings point to { $who }.
follow-topic-targets = The targets
follow-topic-since = Since last time
follow-topic-one-month = One month decides
follow-topic-by-chance = Chance
follow-topic-meet = Meetings
follow-binds = Whom the target applies to
follow-left = Time left
follow-months = months
follow-may-be-chance = May be due to chance
follow-no-end = no end date
follow-reached-in = { $name } reached the target in { $month }.
follow-lost-in = { $name } met the target before, but not in { $month }.
follow-decides = { $name }: one month decides. Without { $months } the figure would be { $value } and the target { $outcome ->
        [met] met
       *[missed] not met
    }.
follow-watch-no-figures = The release has no figures to hold against the rule.
follow-watch-not-in-force = The target was not in force.
follow-watch-nobody = The rule points to nobody this month.
follow-watch-not-known = { $count } could not be assessed because a figure is missing, is hidden or cannot be compared.
follow-watch-growth = From { $before } in { $from } to { $now } in { $to }: { $size } { $unit }{ $percent }
follow-watch-missed = The result was { $months }; { $missing } { $unit } short of the target
follow-chance-note = Small groups vary by themselves. The interval in which the share lies with 95 per cent confidence is given in brackets. If the target lies within it, the distance to the target may be due to chance.
follow-none = No targets were in force in the month.
follow-watch = Individual meetings: whom the rules point to
follow-watch-note = A rule points somebody out but judges nobody. It looks only at figures that may be shown.
follow-meetings-heading = Meetings about the results
follow-drafts-heading = Drafts, not in force
follow-drafts-note = Targets that have been proposed or withdrawn. They bind nobody and are not assessed, but here is how they would have stood.
follow-consequences-heading = Consequences of other targets
follow-consequences-note = Figures that only follow from other targets. They bind nobody and are not assessed. The calculation is the number of each target at the baseline times its percentage, added up and divided by the total number; percentages are never averaged.
follow-others-heading = Targets not in force
follow-others-note = Targets that had been proposed, withdrawn, had expired or had not yet begun in the month. They are not assessed.
follow-history-heading = History of the targets
follow-source = Source:
follow-the-calendar = the calendar
follow-dated = Meetings that have a date are in { $calendar }.
