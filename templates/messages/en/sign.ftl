# What signs in tables mean.

sign-not-applicable = not applicable
sign-not-applicable-meaning = Cannot occur: there is nobody in the target group, or the measure did not exist in that month.
sign-excluded = not included
sign-excluded-meaning = The month is left out of the measure. The reason is given with the measure.
sign-suppressed = hidden for confidentiality
sign-suppressed-meaning = The figure is hidden for confidentiality: it could reveal information about individuals.
sign-not-received = not received
sign-not-received-meaning = The figure should be available, but has not been received.
sign-not-yet = not yet available
sign-not-yet-meaning = The figure is not yet due for publication.
sign-unreliable = too uncertain
sign-unreliable-meaning = The figure is too uncertain to be published.
sign-incomplete = incomplete
sign-incomplete-meaning = The sum cannot be calculated because one or more of its parts are missing.
sign-at-least = at least
sign-at-least-meaning = The figure itself is hidden for confidentiality. It is at least as large as shown.
sign-at-most = at most
sign-at-most-meaning = The figure itself is hidden for confidentiality. It is at most as large as shown.
sign-provisional = provisional figure
sign-provisional-meaning = The figure is provisional and may change.
sign-revised = revised
sign-revised-meaning = The figure has changed since it was first published.
sign-estimated = estimated
sign-estimated-meaning = The figure is an estimate by whoever delivered it.
sign-break = break in the series
sign-break-meaning = The figure cannot be compared with the month before.
sign-incomplete-parts = { $parts ->
        [one] incomplete, 1 part missing
       *[other] incomplete, { $parts } parts missing
    }
sign-absent = not in the delivery
sign-absent-meaning = The delivery does not have this figure.
sign-not-judged = not assessed
sign-not-judged-meaning = There is no figure to assess, or the target has no number.
sign-not-asked = not calculated
sign-not-asked-meaning = What is required next month is calculated only when the target applies to a mean over several months.
sign-not-compared = not compared
sign-not-compared-meaning = The measure does not have this month as a fixed baseline.
sign-no-interval = no interval
sign-no-interval-meaning = The interval is calculated only for shares whose numerator and denominator are known and may be shown.
sign-of-nothing = no percentage of zero
sign-of-nothing-meaning = The figure that the percentage would be taken of is zero.
sign-no-part = no share: one of the figures is missing
sign-no-part-meaning = The share cannot be calculated because one of the two figures is missing.
sign-incomparable-now = no change: the figure is missing
sign-incomparable-before = no change: the earlier figure is missing
sign-incomparable-excluded = no change: months that are not included lie between
sign-incomparable-break = no change: break in the series
sign-incomparable-funds = no change: unemployment insurance funds have merged or split
sign-incomparable = no change
sign-incomparable-meaning = The change cannot be calculated because one of the figures is missing, or because months that are not included, a break in the series or a change among the unemployment insurance funds lie between them.
