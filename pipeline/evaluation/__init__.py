"""Briefs against gold: how much of a document's content was found, how much of it is right, and where it is not.

`gold` reads the right answers and `briefs` what is to be measured; `answers` brings both to one form, `attributes` says when
they agree, `judging` pairs them. `measures` and `bootstrap` turn the pairs into figures, `report` holds everything that is
shown, and `evaluating` makes it. Nothing is imported here, so that the command line starts quickly.
"""
