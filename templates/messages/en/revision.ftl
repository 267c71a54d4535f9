# What was first published against what stands now.

revision-none = no figures have changed
revision-some = { $count } { $count ->
        [one] figure has
       *[other] figures have
    } changed
revision-title = First published against now
revision-file = all changed figures, version by version
revision-page = { $measure }: first published against now
revision-lead-none = None of the { $figures } published figures has changed since it first came out.
revision-lead = { $changed } of { $figures } published figures have changed since they first came out.
revision-another = Another value now
revision-another-of = { $revised } of { $comparable } figures that have a value both first and now ({ $percent })
revision-mean = Mean revision
revision-absolute = Mean absolute revision
revision-over = { $all } over all { $comparable } figures, { $revised } over the changed ones alone
revision-largest = Largest revision
revision-largest-from = { $size }: { $whom } (from { $first } to { $now })
revision-came = Came later
revision-came-of = { $count } { $count ->
        [one] figure
       *[other] figures
    } that at first had no value
revision-went = No longer has a value
revision-went-of = { $count } { $count ->
        [one] figure
       *[other] figures
    } that at first had a value and now { $count ->
        [one] has
       *[other] have
    } none
revision-overview = First published against now, key figure by key figure
revision-published = Published figures
revision-changed = Changed figures
revision-made-up = with made-up figures
revision-way-same = same value
revision-way-lower = lower
revision-way-higher = higher
revision-way-shown-now = was hidden, shown now
revision-way-other-answer = hidden, another answer
revision-way-hidden-gone = was hidden, no longer there
revision-way-added = was missing, has been added
revision-way-missing-hidden = was missing, now hidden
revision-way-other-reason = missing, another reason
revision-way-now-hidden = now hidden
revision-way-gone = no longer there
revision-about = { $class }, published { $when }.
revision-with-month = With the figures of the month came new figures for earlier months.
revision-rest = The { $shown } largest changes are shown here. { $rest } more are in the file.
revision-changed-in = { $measure }: changed in { $title }
revision-first = First published
revision-now = Now
revision-change = Change
revision-direction = Direction
revision-first-in = First in
revision-times = { $way } (changed { $times } times)
revision-overview-note = Each key figure has a page with the figures that have changed since they first came out: by how much, in which direction and by which version.
revision-how-much = How much the figures have changed
revision-how = How it is calculated
revision-how-text = A revision is the figure as it stands now minus the figure as it was first published. The mean revision is the sum of the revisions divided by the number of figures that have a value both times; figures that never changed count as zero. The mean absolute revision is the same without signs. Everything is calculated on the exact figures and rounded only at the end. Figures that are hidden or missing are not included, and neither are coarser answers such as “at least 95%”.
revision-on = Further
revision-definition = definition, rules and all months
revision-changed-by = Figures changed in { $edition }
