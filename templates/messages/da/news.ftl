# The month in sentences.

news-topic-place = Område
news-topic-target = Målet
news-topic-crossed = Ind og ud af målet
news-topic-since = Siden måneden før
news-topic-improved = Mest forbedret
news-topic-left-out = Indgår ikke
news-topic-confidentiality = Fortrolighed
news-topic-new = Nyt i opgørelsen
news-topic-missing = Tal, der mangler
news-reconciled = Offentliggjort er { $published } og genberegnet { $ours } af måneder, der selv er afrundet. Tager man højde for det, ligger det sande resultat { $between }, og så passer de to tal sammen.
news-place = Tallene gælder { $area }. Der er ikke tal for hele landet.
news-no-whole = Der er kun tal for enkelte områder, og de udgør ikke tilsammen en region eller hele landet.
news-none-meets = Ingen af de { $all } { $rows ->
        [funds] { $all ->
            [one] a-kasse
           *[other] a-kasser
        }
       *[areas] { $all ->
            [one] område
           *[other] områder
        }
    } opfylder { $goal }
news-all-meet = Alle { $all } { $rows ->
        [funds] { $all ->
            [one] a-kasse
           *[other] a-kasser
        }
       *[areas] { $all ->
            [one] område
           *[other] områder
        }
    } opfylder { $goal }
news-some-meet = { $met } af { $all } { $rows ->
        [funds] { $all ->
            [one] a-kasse
           *[other] a-kasser
        }
       *[areas] { $all ->
            [one] område
           *[other] områder
        }
    } opfylder { $goal }: { $names }.
news-missed = Det gør { $names } ikke.
news-values = Tallene er { $names }.
news-undecided = For { $names } kan det ikke afgøres, fordi kun afrundede tal er kendt.
news-too-coarse = For { $names } er det grovere svar ikke nok til at vurdere målet.
news-without = For { $names } er der ikke tal at vurdere.
news-no-number = Målet »{ $title }« har ikke et tal og vurderes derfor ikke.
news-month-alone = I { $month } alene ligger { $names } uden for målet.
news-moved = { $verb ->
        [up] steget
        [down] faldet
       *[same] uændret
    } for { $count }{ $rows ->
        [funds] { $count ->
            [one] {" a-kasse"}
           *[other] {" a-kasser"}
        }
        [areas] { $count ->
            [one] {" område"}
           *[other] {" områder"}
        }
       *[none] {""}
    }
news-changes = Siden { $month } er tallet { $parts }.
news-largest-rise = Størst er stigningen for { $who }.
news-largest-fall = Størst er faldet for { $who }.
news-mover = { $name } ({ $size } { $unit } til { $now })
news-mover-alone = { $name } ({ $size } { $unit })
news-mean-leaves-out = En måned uden tal udelades af gennemsnittet; den tæller ikke som nul.
news-nobody-improved = { $rows ->
        [funds] Ingen a-kasse
        [jobcentres] Intet jobcenter
        [municipalities] Ingen kommune
       *[areas] Intet område
    } er forbedret mere{ $dated ->
        [yes] {" siden "}{ $month }
       *[no] {""}
    }, end tilfældet kan forklare.
news-most-improved = Mest forbedret{ $dated ->
        [yes] {" siden "}{ $month }
       *[no] {""}
    } blandt { $rows ->
        [funds] a-kasserne
        [jobcentres] jobcentrene
        [municipalities] kommunerne
       *[areas] områderne
    } er { $who }
news-reaching = { $size } til { $now }
news-improved = { $head } ({ $size }).
news-improved-both = { $head }, både i tal og i procent ({ $size }).
news-improved-apart = { $head } ({ $size }); i procent er det { $other } ({ $percent }).
news-reached = Siden { $since } har { $reached } nået { $goal }
news-lost = Siden { $since } { $rule ->
        [least] er { $lost } faldet under
        [most] er { $lost } kommet over
       *[other] opfylder { $lost } ikke længere
    } { $goal }
news-reached-and-lost = Siden { $since } har { $reached } nået { $goal }, mens { $rule ->
        [least] { $lost } er faldet under det
        [most] { $lost } er kommet over det
       *[other] { $lost } ikke længere opfylder det
    }
news-goal = målet på { $demand }
news-goal-titled = målet »{ $title }«
news-from = Fra { $month }: { $text }
news-last = For sidste gang i { $month }: { $text }
news-break = Databrud fra { $month }: { $text }
news-included = Fra { $month } indgår månederne i opgørelsen
news-excluded = Fra { $month } indgår månederne ikke: { $text }
news-not-applicable = Fra { $month } er der ingen tal: { $text }
news-last-included = { $month } er den sidste måned, der indgår
news-target-from = Målet »{ $title }« gælder fra { $month }.
news-target-last = Målet »{ $title }« gælder for sidste gang i { $month }.
news-whole-incomplete = Det samlede tal for { $month } kan ikke beregnes, fordi { $parts ->
        [one] en
       *[other] { $parts }
    } af dets dele mangler eller er skjult.
news-also-incomplete = Det samme gælder { $areas } { $areas ->
        [one] større område
       *[other] større områder
    }.
news-areas-incomplete = Tallet for { $areas } { $areas ->
        [one] større område
       *[other] større områder
    } i { $month } kan ikke beregnes, fordi dele mangler eller er skjult.
news-silent = Der er slet ingen tal fra { $names } for { $month }, men det var der for { $earlier }.
