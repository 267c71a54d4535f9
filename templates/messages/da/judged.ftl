# What targets ask, and how figures stand to them.

judged-change-since = Ændring siden { $month }
judged-required-in = Kræves i { $month }
judged-recalculated = Resultat, genberegnet
judged-published = Resultat, offentliggjort
judged-result = Resultat
judged-interval = 95 pct.-interval
judged-line-dashed = Stiplet linje: målet.
judged-line-grey = Grå felter: måneder, der ikke indgår.
judged-line-stroke = Lodret streg: tallene før og efter kan ikke sammenlignes.
judged-result-for = Resultat for { $months }
judged-published-between = { $published } (det sande resultat ligger { $between })
judged-published-result = Offentliggjort resultat
judged-not-calculated = beregnes ikke: { $why }
judged-on-target = Tallet ligger præcis på målet.
judged-inside = Tallet ligger { $size } { $unit } inden for målet.
judged-short = Der mangler { $size } { $unit } i at nå målet.
judged-rounded = Kun afrundede tal er kendt. Det sande resultat ligger { $between }, så det kan ikke afgøres, om målet er nået.
judged-impossible = Målet kan ikke nås i { $month }: det ville kræve { $value } den måned.
judged-soonest = Det nås { $soonest }
judged-stays-met = Målet er også opfyldt efter { $month }, hvis månedens tal er mindst { $value }
judged-is-met = Målet nås i { $month }, hvis månedens tal er mindst { $value }
judged-by-answer = Tallet er skjult af hensyn til fortrolighed. Det er { $answer }, { $outcome ->
        [met] så målet er opfyldt
        [missed] så målet er ikke opfyldt
       *[unknown] og det er ikke nok til at vurdere målet
    }.
judged-chance-within = Afstanden til målet kan skyldes tilfældigheder (95 pct.-interval: { $interval })
judged-chance = Afstanden til målet kan skyldes tilfældigheder
judged-blocks = Resultatet for hver sammenhængende periode: { $blocks }
judged-pooled = Lægges månedernes tællere og nævnere i stedet sammen, er andelen { $value }
judged-decides = Én måned afgør: målet ville være { $outcome ->
        [met] opfyldt
       *[missed] ikke opfyldt
    } uden { $months }
judged-among = De { $others } andre a-kasser ligger mellem { $lowest } og { $highest }; her er tallet { $own }.
judged-consequence = Følge
judged-consequence-published = Offentliggjort
judged-consequence-computed = Beregnet af de enkelte mål
judged-consequence-of = Følger af
judged-not-stated = ikke oplyst
judged-in-words-only = Står i ord; der er intet tal at beregne
judged-not-computable = Offentliggjort; kan ikke beregnes af de regionale mål
judged-not-computable-in = Offentliggjort; kan ikke beregnes af de regionale mål. Antallet i { $month } mangler for { $names }
judged-not-computable-for = Offentliggjort; kan ikke beregnes af de regionale mål. Antal mangler for { $names }
judged-same-rounded = afrundet det samme som det offentliggjorte
judged-another = et andet tal end det offentliggjorte
judged-part = { $name } { $demand } af { $base }
judged-binds = Hvem det gælder
judged-class = Slags
judged-lifetime = Gælder
judged-when = Hvornår
judged-happened = Hvad der skete
judged-as-published = { $demand } (»{ $label }«)
judged-binds-nobody = { $whom } (følger af andre mål og binder ingen)
judged-from = fra { $when }
judged-until = til { $when }
judged-undated = uden datoer
judged-unpublished-document = Dokumentet er ikke udgivet
judged-at-least = mindst { $value }
judged-at-most = højst { $value }
judged-below-last-year = lavere end i samme måned året før
judged-above-named = højere end sammenligningsgruppen ({ $group })
judged-above = højere end sammenligningsgruppen
judged-between = mellem { $low } og{"\u00A0"}{ $high }
judged-from-to = { $low } til{"\u00A0"}{ $high }
judged-in-months = tidligst om { $months } måneder, hvis de i snit er { $average }
judged-baseline = udgangspunktet
judged-no-growth = ingen stigning siden { $since }
judged-growth = højst { $size } over { $since }
judged-fall = mindst { $size } under { $since }
judged-needs = kræver { $value }
judged-cannot = kan ikke nås
