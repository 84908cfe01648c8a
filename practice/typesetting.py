"""The typesetter's own process: reads a page as JSON, writes a PDF. Started by practice/pdf.py, knows nothing else."""

import resource
import sys
from pathlib import Path

HERE = Path(__file__).parent
SECONDS = 15
MEMORY = 2 * 1024**3


def limit() -> None:
    """More than any page of ours needs, and less than would hurt the machine."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    limit()
    import typst  # noqa: PLC0415 - large: only this process loads it, and under its limits

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )
    compiler = typst.Compiler(
        str(HERE / "page.typ"),
        root=str(HERE),
        font_paths=fonts,
        package_path="/nonexistent",  # nothing is fetched
        package_cache_path="/nonexistent",
        sys_inputs={"page": sys.stdin.read()},
    )
    made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    if not isinstance(made, bytes):
        sys.exit("not a file")
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
