# Pages outside the versions: funds, areas, measures.

shared-fact-unit = Tæller i
shared-fact-direction = Retning
shared-fact-kind = Slags tal
shared-fact-months = Over flere måneder
shared-fact-funds = Over a-kasser
shared-fact-areas = Over områder
shared-fact-compared = Sammenlignes også med
shared-fact-baseline = Sammenlignes med
shared-fact-population = Hvem det omfatter
shared-fact-numerator = Tæller
shared-fact-denominator = Nævner
shared-fact-binds = Hvem det vedrører
shared-fact-note = Forbehold
shared-fact-confidentiality = Fortrolighed
shared-fact-published = Tallene er offentliggjort af { $owner } og vises uændret.
shared-fact-source = Kilde
shared-fact-derived = Beregnes af
shared-fact-same = Samme tal i { $month }
shared-fact-at-most = Kan ikke være større end
shared-fact-derived-parts = Tallene for flere { $parts ->
        [funds] a-kasser
       *[areas] områder
    } lægges sammen for hver af de to måneder, før ændringen beregnes. Procenter lægges aldrig sammen.
shared-fact-decimals = { $unit } { $decimals ->
        [0] uden decimaler
        [1] med 1 decimal
       *[other] med { $decimals } decimaler
    }
shared-continued = { $own } har overtaget { $names }. Her er månederne før den seneste sammenlægning regnet under ét: { $own }, hvor den fandtes, og de andre, så længe de stod for sig. { $how ->
        [share] Andelen er regnet af delenes antal.
       *[sum] Delene er lagt sammen.
    } Tallene er ikke { $own } alene og føres derfor ikke sammen med rækken ovenfor.
shared-continued-together = Delene under ét
shared-continued-caption = { $measure }: { $own } og de a-kasser, der gik ind i den, under ét
shared-nothing-yet = Der er endnu ikke udgivet noget. Kalenderen viser, hvad der er annonceret.
shared-all-months = { $name }, { $measure }: alle måneder
shared-fund-about = { $name }: nyeste tal, alle måneder, navne og sammenlægninger.
shared-short = Kort navn
shared-also = Også skrevet
shared-exists = Findes
shared-remark = Bemærkning
shared-continued-in = Videreført i
shared-ended = { $name } findes ikke længere. Der er ingen tal efter { $day }
shared-ended-in = {""}, og medlemmerne tælles siden hos{" "}
shared-valid = { $from } til { $to }
shared-events = Navne og sammenlægninger
shared-date = Dato
shared-fund-after = A-kassen bagefter
shared-event-text = Om det
shared-has-figures = har tal
shared-some-made-up = har tal, nogle opdigtede
shared-funds-now = A-kasser i dag
shared-funds-former = Tidligere a-kasser
shared-full-name = Fuldt navn
shared-undated = uden kendte datoer
shared-funds-lead = Hver a-kasse har en side med de nyeste tal, alle måneder, navne gennem tiden og sammenlægninger.
shared-funds-about = Alle a-kasser, nuværende og tidligere.
shared-party-about = { $name }: nyeste tal og alle måneder.
shared-code = Kode
shared-no-code = uden kode
shared-no-areas = Ingen udgivelse har endnu tal fordelt på jobcentre eller andre områder.
shared-areas-lead = Jobcentre, regioner og andre områder, som udgivelserne har tal for.
shared-areas = Jobcentre og andre områder
shared-part-of = { $area } har været en del af
shared-held = { $kinds } i { $area }
shared-method-changed = Ændret metode. { $reason }
shared-targets-on = Mål, der bygger på dette tal
shared-intervals = Måneder, der indgår, og måneder, der ikke gør
shared-months = Måneder
shared-included = Indgår
shared-reason = Grund
shared-covered = Målingen omfatter månederne.
shared-excluded = Indgår ikke
shared-not-applicable = Ikke relevant
shared-measure-months = { $measure }: alle måneder
shared-everything = Alt, der måles
shared-what = Hvad det er
shared-counted-in = Tælles i
shared-months-made-up = { $months } (med opdigtede tal)
shared-none-yet = ingen tal endnu
shared-measures = Mål og nøgletal
shared-measures-lead = Hvert nøgletal har en side med definition, regler, mål og alle måneder.
shared-measures-about = Alle nøgletal med definition, regler og mål.
shared-made-up-mark = {" "}(opdigtet)
shared-heading-none = Ingen tal
shared-fund-none = Ingen udgivelse har endnu tal for a-kassen.
shared-over-time = Gennem tiden
shared-in-month = { $name } i { $month }
shared-area-none = Ingen udgivelse har endnu samlede tal for området.
shared-belonging = Områder, der hører til
shared-heading-part-of = Del af
shared-side-by-side-in = A-kasserne side om side i { $month }
shared-how-counted = Sådan er det gjort op
shared-consequences-note = Binder ingen og vurderes ikke. Beregnet med antallet ved udgangspunktet som vægt; procenter gennemsnittes aldrig.
shared-heading-months = Alle måneder
shared-heading-none-yet = Ingen tal endnu
shared-measure-none = Ingen udgivelse har endnu tal for dette nøgletal.
shared-heading-intervals = Måneder, der indgår
shared-rules-over-time = Regler gennem tiden
shared-releases-with = Udgivelser med tal
shared-pair = Jobcenter og a-kasse
shared-pair-none = Ingen udgivelse har endnu tal for de to sammen.
