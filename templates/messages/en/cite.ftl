# How to cite an edition, its files in other formats, and what is told to portals, feed readers and search engines.

cite-seal = Seal of the version's figures (SHA-256):
cite-file-jsonstat = for statistical programs, in Danish
cite-file-csvw = the columns of CSV, in Danish
cite-file-xlsx = with a sheet about the figures, in Danish
cite-file-package = all tables, described in Danish
cite-file-zip = all tables in one file
cite-catalogue = catalogue for data portals (DCAT-AP), Turtle
cite-catalogue-json = the same as JSON-LD
cite-feed-releases = new releases (Atom), in Danish
cite-feed-corrections = corrections (Atom), in Danish
cite-feed-json = the same as JSON Feed
cite-follow-releases = Releases (in Danish)
cite-follow-corrections = Corrections (in Danish)
cite-follow-releases-json = Releases (JSON Feed, in Danish)
cite-follow-corrections-json = Corrections (JSON Feed, in Danish)
cite-follow-page = This page alone (in Danish)
cite-dataset-name = { $title }, { $month }, version { $version }
cite-dataset-none = The release for { $month } has no figures. It tells what has been agreed and what is to come.
cite-dataset-figures = Figures for { $month } in version { $version }: { $measures }.
cite-dataset-measure = { $definition } Figures for { $month } in version { $version }.
cite-dataset-series = { $definition } All months and versions.
cite-dataset-synthetic = Synthetic figures. { $text }
cite-dataset-place = Denmark
