"""Takes displaCy JSON from standard input, a list of documents, as spaCy would: makes a Doc of the
tokens, sets the entities by their offsets, and draws both styles. Prints how many there are."""

import json
import sys

import spacy
from spacy import displacy
from spacy.tokens import Doc

nlp = spacy.blank("en")
entities = spans = 0
for page in json.load(sys.stdin):
    text, words, spaces, at = page["text"], [], [], 0
    for word in [*page["tokens"], ""]:
        start = text.index(word, at) if word else len(text)
        gap = text[at:start]
        if gap == " " and words:
            spaces[-1] = True
        elif gap:
            words.append(gap)
            spaces.append(False)
        if word:
            words.append(word)
            spaces.append(False)
        at = start + len(word)
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    assert doc.text == text
    found = [doc.char_span(e["start"], e["end"], label=e["label"]) for e in page["ents"]]
    assert None not in found, "an entity begins or ends within a token"
    doc.set_ents(found)
    assert displacy.render(page, style="ent", manual=True).count("<mark") == len(found)
    drawn = {key: page[key] for key in ("text", "tokens", "spans")}
    assert displacy.render(drawn, style="span", manual=True)
    entities += len(found)
    spans += len(page["spans"])
print(json.dumps({"entities": entities, "spans": spans}))
