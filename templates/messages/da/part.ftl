# Pieces that several pages share.

part-search = Søg efter a-kasse, område, mål, måned eller ord i en tekst
part-all-in-chart = Alle tal i figuren
part-pairs = Par med egen side
part-files = Hent tallene
part-among = Blandt a-kasserne
part-reconciled = Hvorfor er det offentliggjorte resultat et andet end det genberegnede?
part-before-merger = Før sammenlægningen
part-together = Delene under ét, måned for måned
part-published = Offentliggjort { $when }
part-other-months = Andre måneder
