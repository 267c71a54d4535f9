# Pages of a version.

edition-fund-areas = { $fund }, { $month }, tal og ændringer
edition-party-about = { $name }: tal, mål og udvikling for { $month }.
edition-file-all = alle mål
edition-area-funds = A-kasserne i { $area }, { $month }: tal og ændringer
edition-area-about = { $area }: alle a-kasser side om side, { $month }.
edition-area-within = { $month }, alle a-kasser under ét, tal og ændring siden måneden før
edition-where = Hvor
edition-of-which = Heraf { $own }
edition-coming = { $title }: { $date } ({ $status }).
edition-coming-made-up = { $title }, opdigtede tal: { $date } ({ $status }).
edition-nothing-coming = Der er ikke annonceret en ny udgivelse.
edition-meeting = { $date }: { $title }.
edition-meeting-made-up = { $date }: { $title } (opdigtet).
edition-about = { $title } for { $month }.
edition-all-targets = Alle mål
edition-matrix = { $name }, { $month }: tal og ændringer
edition-no-figures = Udgivelsen for { $month } har ingen tal. Den fortæller, hvad der er aftalt, og hvad der ventes.
edition-topic-no-figures = Ingen tal
edition-topic-in-force = Mål i kraft
edition-expected = Nøgletal, der ventes
edition-expected-when = Ventes
edition-expected-told = Hvad der er sagt
edition-cite = { $publisher }: { $title }. { $month }, udgave { $version }. Offentliggjort { $day }.
edition-file-about = om udgivelsen
edition-file-release = Udgivelsen
edition-file-excel = CSV til Excel
edition-file-excel-note = semikolon og decimalkomma
edition-file-csv-note = koder, komma og punktum
edition-file-json-note = med status og vurderinger
edition-funnel-title = Er forskellene større end tilfældet?
edition-funnel-areas-title = Er forskellene mellem områderne større end tilfældet?
edition-funnel-reading = Hvert mærke er { $among ->
        [funds] en a-kasse
       *[areas] et område
    }: jo længere til højre, jo flere er andelen beregnet af. Linjen på tværs viser { $line ->
        [target] målet på { $value }
        [whole] andelen for alle, { $value }
       *[together] andelen for de viste under ét, { $value }
    }; også hvis { $among ->
        [funds] alle a-kasser
       *[areas] alle områder
    } reelt lå på linjen, ville andelene svinge, og mest hvor der er få. Kurverne viser, hvor langt tilfældet alene når i 95 og i 99,8 pct. af tilfældene. Uden for de inderste kurver ligger 1 af 20 alene ved et tilfælde, så først længere ude er der god grund til at lede efter en forklaring. Inden for kurverne siger rækkefølgen ikke, hvem der er bedst. Den lodrette akse viser kun det udsnit, andelene ligger i, og navne står kun ved mærker uden for de inderste kurver, hvor der er plads; alle står i tabellen.
edition-funnel-table = { $measure }, { $month }: andel, antal og hvad tilfældet kan give
edition-funnel-number = Antal
edition-funnel-in = i nævneren
edition-funnel-limits = 95 pct.-grænser ved det antal
edition-funnel-place = I forhold til det forventede
edition-funnel-within = inden for
edition-funnel-higher = uden for: højere
edition-funnel-lower = uden for: lavere
edition-funnel-far-higher = langt uden for: højere
edition-funnel-far-lower = langt uden for: lavere
edition-month-made-up = { $month } (opdigtede tal)
edition-overview = Overblik
edition-month-by-month = { $measure }, måned for måned
edition-not-covered = Målingen omfatter ikke disse måneder.
edition-break = Databrud
edition-bar-target = 0-100 pct., stregen er målet
edition-bar = 0-100 pct.
edition-not-drawn = tegnes ikke
edition-line = Fra { $first } til { $last }
edition-scoreboard = { $measure }: resultatet for { $months } og tallet for { $month }
edition-all-measures = Alle nøgletal, { $month }
edition-own-unit = i nøgletallets enhed
edition-how-to-cite = Sådan henviser du
edition-heading-all = Alle nøgletal
edition-others = Andre a-kasser
edition-heading-months = Måned for måned
edition-in-areas = { $fund } i områderne
edition-all-months-of = Alle måneder for { $name }
edition-side-by-side = A-kasserne side om side
edition-area-whole = Området samlet
edition-beside = { $area } ved siden af større områder
edition-areas-in = Områder i { $area }
edition-brief = Kort fortalt
edition-standing = Sådan står det
edition-whole-table = Alle områder og a-kasser
edition-what = Hvad der måles
edition-measure-page = Målets side med alle måneder, regler og brud
edition-apart = Hver for sig
edition-figures-for = Nøgletal for
edition-why-new = Hvorfor en ny udgave:
edition-heading-expected = Hvad der ventes
edition-to-follow-up = Opfølgning på alle mål
edition-to-method = Sådan er tallene lavet
edition-about-release = Om udgivelsen
edition-meet = { $met } af { $all } opfylder målet: { $target }.
