# Documents and the list of them.

document-targets = Targets that the document sets or mentions
document-case = Case number
document-number = Document number
document-parties = Parties
document-list = Documents, newest first
document-one = Document
document-content = Content
document-undated = no date
document-about = Agreements, minutes and memos that the targets are based on.
document-danish-only = This document is available in Danish only.
document-text-danish-only = The text below is available in Danish only.
document-rules = The rules as they are set up
document-targets-in = Targets in the document
document-measures = Key figures
document-lead = Agreements, minutes and memos that the targets are based on. Each document shows which targets it sets.
document-none = No documents have been published yet.
