# The follow-up page.

follow-drafts = Sådan ville udkastene stå
follow-would-bind = Hvem det ville gælde
follow-not-in-force = { $status }, ikke i kraft
follow-meeting-times = { $title }: { $times ->
        [one] én gang om året
       *[other] { $times } gange om året
    }.
follow-meeting-needed = { $title }: efter behov.
follow-consequences = Følger af andre mål: offentliggjort og beregnet
follow-history = Hvad der er sket med målene
follow-others = Mål, der ikke var i kraft i { $month }
follow-title = Opfølgning på mål
follow-about = Alle mål, og hvordan det gik dem, de gælder, i { $month }.
follow-met = { $met } af { $judged } vurderinger viser et opfyldt mål.
follow-missed = Ikke opfyldt: { $who }.
follow-reached = Nåede målet i denne måned: { $who }.
follow-lost = Opfyldte målet før, men ikke nu: { $who }.
follow-decided = Udfaldet ville være det modsatte, hvis én måned blev udeladt, for { $who }.
follow-chance = Afstanden til målet kan skyldes tilfældigheder for { $who }.
follow-meetings = Reglerne for møder peger på { $who }.
follow-topic-targets = Målene
follow-topic-since = Siden sidst
follow-topic-one-month = Én måned afgør
follow-topic-by-chance = Tilfældigheder
follow-topic-meet = Møder
follow-binds = Hvem målet gælder
follow-left = Tid tilbage
follow-months = måneder
follow-may-be-chance = Kan skyldes tilfældigheder
follow-no-end = uden slutdato
follow-reached-in = { $name } nåede målet i { $month }.
follow-lost-in = { $name } opfyldte målet før, men ikke i { $month }.
follow-decides = { $name }: én måned afgør. Uden { $months } ville tallet være { $value } og målet { $outcome ->
        [met] opfyldt
       *[missed] ikke opfyldt
    }.
follow-watch-no-figures = Udgivelsen har ingen tal at holde reglen op mod.
follow-watch-not-in-force = Målet var ikke i kraft.
follow-watch-nobody = Reglen peger ikke på nogen i denne måned.
follow-watch-not-known = { $count } kunne ikke vurderes, fordi et tal mangler, er skjult eller ikke kan sammenlignes.
follow-watch-growth = Fra { $before } i { $from } til { $now } i { $to }: { $size } { $unit }{ $percent }
follow-watch-missed = Resultatet var { $months }; der mangler { $missing } { $unit }
follow-chance-note = Små grupper svinger af sig selv. I parentes står det interval, som andelen med 95 procents sikkerhed ligger i. Ligger målet inden for det, kan afstanden til målet skyldes tilfældigheder.
follow-none = Ingen mål var i kraft i måneden.
follow-watch = Individuelle møder: hvem reglerne peger på
follow-watch-note = En regel peger på nogen, men dømmer ingen. Den ser kun på tal, der må vises.
follow-meetings-heading = Møder om resultaterne
follow-drafts-heading = Udkast, ikke i kraft
follow-drafts-note = Mål, der er foreslået eller trukket tilbage. De binder ingen og vurderes ikke, men her står, hvordan de ville have stået.
follow-consequences-heading = Følger af andre mål
follow-consequences-note = Tal, der kun følger af andre mål. De binder ingen og vurderes ikke. Beregnet er hvert måls antal ved udgangspunktet gange dets procent, lagt sammen og delt med det samlede antal; procenter gennemsnittes aldrig.
follow-others-heading = Mål, der ikke var i kraft
follow-others-note = Mål, der var foreslået, trukket tilbage, udløbet eller endnu ikke begyndt i måneden. De vurderes ikke.
follow-history-heading = Målenes historie
follow-source = Kilde:
follow-the-calendar = kalenderen
follow-dated = Møder, der har fået en dato, står i { $calendar }.
