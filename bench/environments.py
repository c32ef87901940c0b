"""A virtual environment for each peer, made once under `.bench/`, so that none touches another or qc."""

from __future__ import annotations

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from bench.corpora import ROOT

HOME = ROOT / ".bench"


@dataclass(frozen=True)
class Contender:
    """A script of `bench/contenders` and what it needs installed; with no requirements it runs where qc runs.

    bare   install without dependencies: dolma's and data-juicer's own pins keep pip searching for many minutes and
           need packages that these parts of them never import
    """

    script: str
    requirements: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()

    def python(self) -> str:
        """The interpreter to run the script with; makes its environment at the first call."""
        if not (self.requirements or self.bare):
            return sys.executable
        folder = HOME / self.script
        python = folder / "bin" / "python"
        if not (folder / "complete").exists():
            venv.create(folder, with_pip=True, clear=True)
            for arguments in (["--no-deps", *self.bare], [*self.requirements]):
                if arguments != ["--no-deps"]:
                    subprocess.run([python, "-m", "pip", "install", "--quiet", *arguments], check=True)
            (folder / "complete").touch()
        return str(python)

    @property
    def path(self) -> Path:
        return ROOT / "bench" / "contenders" / f"{self.script}.py"


QC = Contender("qc_check")
OWN = (QC, Contender("plain_words"))
_DOLMA_NEEDS = (
    "necessary blingfire nltk uniseg anyascii tokenizers omegaconf smart-open msgspec requests rich platformdirs "
    "numpy tqdm jsonpath-ng pyyaml charset-normalizer python-dotenv fasttext-numpy2-wheel jq zstandard fsspec"
)
_DATA_JUICER_NEEDS = (
    "aiohttp beautifulsoup4 datasets dill emoji ftfy httpx jsonargparse loguru numpy pandas pillow psutil pydantic ray "
    "regex requests tabulate tomli tqdm wget zstandard"
)
DATA_JUICER = Contender("datajuicer_operators", tuple(_DATA_JUICER_NEEDS.split()), bare=("py-data-juicer",))
PEERS = (
    Contender("datatrove_filters", ("datatrove", "spacy", "orjson", "regex")),
    Contender("dolma_taggers", tuple(_DOLMA_NEEDS.split()), bare=("dolma",)),
    Contender("justext_paragraphs", ("justext", "lxml_html_clean")),
    DATA_JUICER,
)
