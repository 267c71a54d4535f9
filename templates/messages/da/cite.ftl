# How to cite an edition, its files in other formats, and what is told to portals, feed readers and search engines.

cite-seal = Segl på udgavens tal (SHA-256):
cite-file-jsonstat = til statistikprogrammer
cite-file-csvw = kolonnerne i CSV
cite-file-xlsx = med ark om tallene
cite-file-package = alle tabeller, beskrevet
cite-file-zip = alle tabeller i én fil
cite-catalogue = katalog til dataportaler (DCAT-AP), Turtle
cite-catalogue-json = det samme som JSON-LD
cite-feed-releases = nye udgivelser (Atom)
cite-feed-corrections = rettelser (Atom)
cite-feed-json = det samme som JSON Feed
cite-follow-releases = Udgivelser
cite-follow-corrections = Rettelser
cite-follow-releases-json = Udgivelser (JSON Feed)
cite-follow-corrections-json = Rettelser (JSON Feed)
cite-follow-page = Kun denne side
cite-dataset-name = { $title }, { $month }, udgave { $version }
cite-dataset-none = Udgivelsen for { $month } har ingen tal. Den fortæller, hvad der er aftalt, og hvad der ventes.
cite-dataset-figures = Tal for { $month } i udgave { $version }: { $measures }.
cite-dataset-measure = { $definition } Tal for { $month } i udgave { $version }.
cite-dataset-series = { $definition } Alle måneder og udgaver.
cite-dataset-synthetic = Syntetiske tal. { $text }
cite-dataset-place = Danmark
