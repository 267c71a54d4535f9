# Words in pictures.

chart-funnel-title = { $measure } efter antal og andel, { $month }
chart-funnel-size = Antal, som andelen er beregnet af
chart-funnel-95 = 95 pct. af tilfældene
chart-funnel-998 = 99,8 pct.
chart-target = Mål { $value }
chart-funnel-all = Alle { $value }
chart-fund = a-kasse
chart-area = område
chart-met = når målet
chart-missed = når ikke målet
chart-undecided = kan ikke afgøres
chart-unjudged = vurderes ikke
chart-interval = hvor den sande værdi ligger
chart-funnel-of = { $share } af { $number }
chart-funnel-told = { $within } af { $all } { $among ->
        [funds] a-kasser
       *[areas] områder
    } ligger inden for det, tilfældige udsving omkring { $around ->
        [target] målet på
       *[whole] den samlede andel på
    } { $value } giver i 95 pct. af tilfældene.
chart-funnel-above = Over: { $names }.
chart-funnel-below = Under: { $names }.
chart-funds-in = { $measure } efter a-kasse, { $place }, { $month }
chart-funds = { $measure } efter a-kasse, { $month }
chart-before-merger = delene under ét, før sammenlægningen
chart-history = { $measure }: { $whom }, { $first } til { $last }
chart-everyone = alle
chart-now = nu
chart-first = først offentliggjort
chart-revisions = { $measure }: { $whom }, først offentliggjort og nu
chart-method = ændret metode
chart-members-moved = medlemmer flyttede
chart-merger = sammenlægning
chart-extremes = Højest ligger { $highest }, lavest { $lowest }.
chart-reached = { $met } af { $all } når målet på { $rule ->
        [least] mindst
       *[most] højst
    } { $value }.
chart-not-reached = Målet er ikke nået af { $names }.
chart-without = Uden tal: { $names }.
chart-broken = Serien er brudt fra { $months }.
chart-most-revised = Mest i { $month }: fra { $from } til { $to }.
chart-revised-months = Tallet er ændret i { $months } { $months ->
        [one] måned
       *[other] måneder
    }, siden det først blev offentliggjort.
chart-value-in = { $value } i { $month }
chart-from-to = Fra { $first } til { $last }.
chart-range = Lavest { $lowest }, højest { $highest }.
chart-parts-from-to = Delene under ét, før sammenlægningen: fra { $first } til { $last }.
chart-target-is = Målet er { $value }.
