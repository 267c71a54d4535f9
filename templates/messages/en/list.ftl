# Lists of versions, corrections, and what is made up.

list-made-up-months = The figures for { $months } are made up and cannot be used.{ $rest ->
        [some] {" The other figures on the page are not made up."}
       *[none] {""}
    }
list-made-up-measures = These figures are made up and cannot be used: { $measures }.{ $rest ->
        [some] {" The other figures on the page are not made up."}
       *[none] {""}
    }
list-editions = Releases and versions, newest first
list-version = Version
list-published = Published
list-editions-about = All months and all versions of them, newest first.
list-embargo = { $when } (under embargo)
list-corrections = Versions that replaced an earlier one, newest first
list-corrections-about = All corrections and revisions, and why they came.
list-corrections-lead = When a published figure changes, a new version comes with a reason. The old one remains.
list-no-corrections = There are no corrections. All months stand as they were first published.
list-editions-lead = A month can have several versions. A version that has been published is never changed and never deleted; a correction becomes a new one.
list-nothing = Nothing has been published yet.
