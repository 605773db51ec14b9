"""The layers of UIMA's world that are no labelled spans, by the names of their types."""

import re

NO_SPANS = re.compile(r"uima\.|.*\.(?:segmentation|lexmorph|morph|syntax|metadata|coref|semantics)\.")
