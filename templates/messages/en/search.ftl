# The page for searching.

search-about = About the figures
search-months = Months
search-page = Page
search-uninsured = Not a fund
search-embargo = under embargo
search-title = Search
search-description = Find an unemployment insurance fund, an area, a target, a month or a text.
search-lead = Type the beginning of one or more words: an unemployment insurance fund, a jobcentre, a municipality, a target, a month or something in a text. “aarhus fo” finds Aarhus and the unemployment insurance funds that begin with fo.
search-noscript = Searching requires JavaScript. The list below has all pages.
search-results = Results
