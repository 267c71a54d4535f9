# Lists of versions, corrections, and what is made up.

list-made-up-months = Tallene for { $months } er opdigtede og kan ikke bruges.{ $rest ->
        [some] {" Sidens andre tal er ikke opdigtede."}
       *[none] {""}
    }
list-made-up-measures = Disse tal er opdigtede og kan ikke bruges: { $measures }.{ $rest ->
        [some] {" Sidens andre tal er ikke opdigtede."}
       *[none] {""}
    }
list-editions = Udgivelser og udgaver, nyeste først
list-version = Udgave
list-published = Offentliggjort
list-editions-about = Alle måneder og alle udgaver af dem, nyeste først.
list-embargo = { $when } (under embargo)
list-corrections = Udgaver, der har afløst en tidligere, nyeste først
list-corrections-about = Alle rettelser og revisioner, og hvorfor de kom.
list-corrections-lead = Når et offentliggjort tal ændres, kommer der en ny udgave med en begrundelse. Den gamle bliver stående.
list-no-corrections = Der er ingen rettelser. Alle måneder står, som de først blev offentliggjort.
list-editions-lead = En måned kan have flere udgaver. En udgave, der er offentliggjort, ændres aldrig og slettes aldrig; en rettelse bliver til en ny.
list-nothing = Der er endnu ikke udgivet noget.
