# Documents and the list of them.

document-targets = Mål, som dokumentet sætter eller omtaler
document-case = Sagsnummer
document-number = Dokumentnummer
document-parties = Parter
document-list = Dokumenter, nyeste først
document-one = Dokument
document-content = Indhold
document-undated = uden dato
document-about = Aftaler, referater og notater, som målene bygger på.
document-danish-only = Dokumentet findes kun på dansk.
document-text-danish-only = Teksten findes kun på dansk.
document-rules = Reglerne, som de er sat op
document-targets-in = Mål i dokumentet
document-measures = Nøgletal
document-lead = Aftaler, referater og notater, som målene bygger på. Hvert dokument viser, hvilke mål det sætter.
document-none = Der er endnu ikke udgivet dokumenter.
