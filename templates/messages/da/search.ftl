# The page for searching.

search-about = Om tallene
search-months = Måneder
search-page = Side
search-uninsured = Uden a-kasse
search-embargo = under embargo
search-title = Søg
search-description = Find en a-kasse, et område, et mål, en måned eller en tekst.
search-lead = Skriv begyndelsen af et eller flere ord: en a-kasse, et jobcenter, en kommune, et mål, en måned eller noget, der står i en tekst. »aarhus fo« finder Aarhus og de a-kasser, der begynder med fo.
search-noscript = Søgningen kræver JavaScript. Listen herunder har alle sider.
search-results = Resultater
