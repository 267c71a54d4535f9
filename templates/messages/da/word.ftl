# Words for what the model calls by names of its own.

word-class-first = Første udgave
word-class-correction = Rettelse af fejl
word-class-planned = Planlagt revision
word-class-method = Ændret metode
word-and = { $first } og { $last }
word-why-now = tallet mangler
word-why-before = det tidligere tal mangler
word-why-excluded = måneder, der ikke indgår, ligger imellem
word-why-break = databrud
word-why-funds = a-kasser er lagt sammen eller delt
word-held-back = { $hidden } af { $figures } tal er skjult af hensyn til fortrolighed.
word-held-back-answered = { $hidden } af { $figures } tal er skjult af hensyn til fortrolighed; { $answered } af dem har et grovere svar.
word-verdict-met = Opfyldt
word-verdict-missed = Ikke opfyldt
word-verdict-undecided = Kan ikke afgøres
word-verdict-no-number = Intet talmål
word-verdict-no-data = Ingen tal
word-verdict-not-in-force = Ikke i kraft
word-months-sum = Månedernes tal lægges sammen.
word-months-last = Det seneste tal gælder; måneder lægges ikke sammen.
word-months-ratio = Månedernes tællere lægges sammen, og summen deles med summen af nævnerne.
word-months-mean = Gennemsnittet af de måneder, der indgår og har et tal. Hver måned vejer lige meget, måneder uden tal udelades, og der afrundes kun til sidst.
word-months-none = Måneder samles ikke til ét tal.
word-parts-sum = Tal for flere { $parts ->
        [funds] a-kasser
       *[areas] områder
    } lægges sammen.
word-parts-last = Det seneste tal gælder for flere { $parts ->
        [funds] a-kasser
       *[areas] områder
    }.
word-parts-ratio = Tællerne for flere { $parts ->
        [funds] a-kasser
       *[areas] områder
    } lægges sammen og deles med summen af nævnerne. Procenter lægges aldrig sammen.
word-parts-mean = Gennemsnittet over flere { $parts ->
        [funds] a-kasser
       *[areas] områder
    }.
word-parts-none = Der beregnes ikke et samlet tal for flere { $parts ->
        [funds] a-kasser
       *[areas] områder
    }.
word-kind-stock = Bestand: hvor mange der er på et tidspunkt
word-kind-flow = Tilgang: hvor mange i løbet af måneden
word-kind-share = Andel
word-kind-difference = Forskel mellem to tal
word-direction-higher = Højere er bedre
word-direction-lower = Lavere er bedre
word-target-result = Resultatmål
word-target-effort = Indsatsmål
word-target-development = Udviklingsmål
word-status-proposed = Foreslået
word-status-agreed = Aftalt
word-status-in-force = I kraft
word-status-withdrawn = Trukket tilbage
word-status-expired = Udløbet
word-status-superseded = Afløst af et andet
word-release-provisional = Foreløbige tal
word-release-final = Endelige tal
word-note-agreement = Aftale
word-note-minutes = Referat
word-note-memo = Notat
word-note-method = Metode
word-date-provisional = Foreløbig dato
word-date-confirmed = Fast dato
word-date-cancelled = Aflyst
word-meeting-director = Møde på direktørniveau
word-meeting-network = A-kassenetværk
word-meeting-individual = Møde med en a-kasse
word-meeting-other = Andet møde
word-event-merger = Sammenlægning
word-event-rename = Nyt navn
word-event-transfer = Nogle medlemmer flyttede
word-kind-derived = Udvikling: ændringen i procent siden en fast måned
word-areas-country = Hele landet
word-areas-employment-region = Beskæftigelsesregioner
word-areas-region = Regioner
word-areas-rar = Områder for regionale arbejdsmarkedsråd (RAR)
word-areas-rbr = Områder for regionale beskæftigelsesråd (RBR)
word-areas-province = Landsdele
word-areas-jobcentre = Jobcentre
word-areas-municipality = Kommuner
word-areas-comparator = Sammenligningsgrupper
word-area-country = Hele landet
word-area-employment-region = Beskæftigelsesregion
word-area-region = Region
word-area-rar = Område for regionalt arbejdsmarkedsråd (RAR)
word-area-rbr = Område for regionalt beskæftigelsesråd (RBR)
word-area-province = Landsdel
word-area-jobcentre = Jobcenter
word-area-municipality = Kommune
word-area-comparator = Sammenligningsgruppe
word-and-others = { $first } og { $others } andre
word-or = { $first } eller { $last }
word-akasse = A-kasse
word-akasser = A-kasser
word-place = Område
word-places = Områder
word-all-funds = Alle a-kasser
word-total = I alt
word-measure = Nøgletal
word-target = Mål
word-targets = Mål
word-judged = Status
word-a-month = Måned
word-figure = Tal
word-no-figures = ingen tal
word-no-target = intet mål
word-not-assessed = vurderes ikke
word-trend = Udvikling
word-who = Hvem
word-demand = Krav
word-stands-as = Står som
word-margin = Afstand til målet
word-why = Hvorfor
word-calendar = Kalender
word-releases = Udgivelser
word-corrections = Rettelser
word-method = Metode
word-documents = Dokumenter
word-symbols = Symboler
word-unit = Enhed
word-made-up = opdigtede tal
word-percent = pct.
word-version = Udgave { $version }
word-month-version = { $month }, udgave { $version }
word-since = Siden { $month }
word-pair = { $fund } i { $area }
word-yes = Ja
word-no = Nej
