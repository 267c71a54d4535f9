# Maps, small lines side by side, slopes, ceilings and revisions by month.

picture-on-map = På kortet
picture-numbers = Tallene i figuren
picture-areas = { $count } { $count ->
        [one] område
       *[other] områder
    }
picture-funds = { $count } { $count ->
        [one] a-kasse
       *[other] a-kasser
    }
picture-figures = { $count } tal
picture-no-figure = intet tal
picture-missed = { $missed } af { $whom } ligger uden for målet på { $demand }.
picture-missed-none = Ingen af { $whom } ligger uden for målet på { $demand }.
picture-at-least = mindst { $value }
picture-at-most = højst { $value }
picture-hidden = Skjult af hensyn til fortrolighed: { $names }.
picture-map = { $measure } på kortet, { $when }
picture-map-fund = { $measure } for { $fund } på kortet, { $when }
picture-class-met = { $values }, når målet ({ $held })
picture-class-missed = { $values }, når ikke målet ({ $held })
picture-outlined = optrukket: { $kinds }
picture-heat = Farven viser, hvor hvert af de { $figures } tal for én a-kasse i ét område ligger blandt dem. Summer er uden farve.
picture-panels-areas = { $measure } område for område, { $months }
picture-panels-funds = { $measure } a-kasse for a-kasse, { $months }
picture-panels-how = Alle linjer har samme skala, fra { $from } til { $to }, og står i navneorden.
picture-dashed = Stiplet linje: målet.
picture-dashed-at = Stiplet linje: målet, { $demand }.
picture-thin = Tynd linje: alle a-kasser i { $month }, { $value }.
picture-grey = Grå felter: måneder, der ikke indgår.
picture-slope = { $measure }: fra { $then } til { $now }
picture-slope-results = { $measure }: resultatet til og med { $then } og til og med { $now }
picture-rose-and-fell = Tallet steg for { $rose } og faldt for { $fell }.
picture-rose-fell-same = Tallet steg for { $rose } og faldt for { $fell }; det er uændret for { $same }.
picture-from-to = { $name } (fra { $then } til { $now })
picture-most-both = Mest steg { $rose }, mest faldt { $fell }.
picture-most-rose = Mest steg { $rose }.
picture-most-fell = Mest faldt { $fell }.
picture-came-within = Kom inden for målet (▲): { $names }.
picture-came-outside = Kom uden for målet (◆): { $names }.
picture-none-crossed = Ingen krydsede målet.
picture-by-ratio = Skalaen er logaritmisk: linjer, der er lige stejle, viser ændringer, der er lige store i procent.
picture-not-compared = Ikke med, fordi de to måneder ikke kan sammenlignes: { $names }.
picture-change = Ændring
picture-ceilings = { $measure }: regionernes lofter over stigningen siden { $month }
picture-ceilings-how = Det lyse felt er den stigning, der er plads til, stregen er loftet, og bjælken er stigningen, hvor der er tal.
picture-ceilings-table = Loft og stigning, region for region
picture-ceiling = Loft
picture-growth = Stigning
picture-growth-and-ceiling = Stigning mod loftet
picture-ceiling-and-growth = Loftet er { $ceiling }, stigningen er { $growth }
picture-ceiling-alone = Loftet er { $ceiling }, ingen tal endnu
picture-revisions = Revisioner måned for måned: det nye tal minus det først offentliggjorte
picture-revised = Tal med anden værdi
picture-revision-low = Mindste revision
picture-revision-mean = Gennemsnit
picture-revision-high = Største revision
picture-revision-range = Fra mindste til største
picture-revision-told = Fra { $low } til { $high }, i gennemsnit { $mean }
