# What signs in tables mean.

sign-not-applicable = ikke relevant
sign-not-applicable-meaning = Kan ikke forekomme: der er ingen i målgruppen, eller målingen fandtes ikke i måneden.
sign-excluded = indgår ikke
sign-excluded-meaning = Måneden er holdt ude af opgørelsen. Grunden står ved målingen.
sign-suppressed = skjult af hensyn til fortrolighed
sign-suppressed-meaning = Tallet er skjult af hensyn til fortrolighed: det kunne afsløre oplysninger om enkeltpersoner.
sign-not-received = ikke modtaget
sign-not-received-meaning = Tallet skulle foreligge, men er ikke modtaget.
sign-not-yet = foreligger endnu ikke
sign-not-yet-meaning = Tallet er endnu ikke forfaldent til offentliggørelse.
sign-unreliable = for usikkert
sign-unreliable-meaning = Tallet er for usikkert til at blive offentliggjort.
sign-incomplete = ufuldstændig
sign-incomplete-meaning = Summen kan ikke beregnes, fordi en eller flere af dens dele mangler.
sign-at-least = mindst
sign-at-least-meaning = Tallet selv er skjult af hensyn til fortrolighed. Det er mindst så stort, som der står.
sign-at-most = højst
sign-at-most-meaning = Tallet selv er skjult af hensyn til fortrolighed. Det er højst så stort, som der står.
sign-provisional = foreløbigt tal
sign-provisional-meaning = Tallet er foreløbigt og kan blive ændret.
sign-revised = revideret
sign-revised-meaning = Tallet er ændret, siden det først blev offentliggjort.
sign-estimated = skønnet
sign-estimated-meaning = Tallet er skønnet af den, der har leveret det.
sign-break = databrud
sign-break-meaning = Tallet kan ikke sammenlignes med måneden før.
sign-incomplete-parts = { $parts ->
        [one] ufuldstændig, 1 del mangler
       *[other] ufuldstændig, { $parts } dele mangler
    }
sign-absent = ikke i leverancen
sign-absent-meaning = Leverancen har ikke dette tal.
sign-not-judged = ikke vurderet
sign-not-judged-meaning = Der er ikke noget tal at vurdere, eller målet har ikke et tal.
sign-not-asked = beregnes ikke
sign-not-asked-meaning = Kravet til næste måned beregnes kun, når målet gælder et gennemsnit over flere måneder.
sign-not-compared = sammenlignes ikke
sign-not-compared-meaning = Nøgletallet har ikke denne måned som fast udgangspunkt.
sign-no-interval = intet interval
sign-no-interval-meaning = Intervallet beregnes kun for andele, hvis tæller og nævner er kendt og må vises.
sign-of-nothing = ingen procent af nul
sign-of-nothing-meaning = Tallet, der skulle regnes i procent af, er nul.
sign-no-part = ingen andel: et af tallene mangler
sign-no-part-meaning = Andelen kan ikke beregnes, fordi et af de to tal mangler.
sign-incomparable-now = ingen ændring: tallet mangler
sign-incomparable-before = ingen ændring: det tidligere tal mangler
sign-incomparable-excluded = ingen ændring: måneder, der ikke indgår, ligger imellem
sign-incomparable-break = ingen ændring: databrud
sign-incomparable-funds = ingen ændring: a-kasser er lagt sammen eller delt
sign-incomparable = ingen ændring
sign-incomparable-meaning = Ændringen kan ikke beregnes, fordi et af tallene mangler, eller fordi der imellem dem ligger måneder, der ikke indgår, et databrud eller en ændring blandt a-kasserne.
