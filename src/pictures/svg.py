"""Turns what tmux captured of a terminal (text with SGR escapes) into an SVG: svg.py COLUMNS TITLE <capture >picture."""
import html
import re
import sys

COLORS = ["#1b1f24", "#d1454d", "#2f9e52", "#b98a1d", "#3b7dd8", "#9a5fcf", "#2a9aa6", "#d8dee4"]
WIDTH, HEIGHT, LEFT, TOP = 8.4, 18, 14, 50


def runs(line):
    """The stretches of a line with one look: (column, text, classes, background)."""
    column, look, found = 0, {}, []
    for escape, text in re.findall(r"\x1b\[([0-9;:]*)m|([^\x1b]+)", line):
        if text:
            found.append((column, text, dict(look)))
            column += len(text)
            continue
        codes = [int(code or 0) for code in escape.split(";")]
        for code in codes:
            if code == 0:
                look = {}
            elif code == 1:
                look["bold"] = True
            elif code == 2:
                look["dim"] = True
            elif code == 7:
                look["reverse"] = True
            elif 30 <= code <= 37:
                look["color"] = COLORS[code - 30]
            elif 90 <= code <= 97:
                look["color"] = COLORS[code - 90]
            elif code == 39:
                look.pop("color", None)
            elif code in (22, 27):
                look.pop("bold" if code == 22 else "reverse", None)
                look.pop("dim", None)
    return found


def main():
    columns, title = int(sys.argv[1]), sys.argv[2]
    lines = sys.stdin.read().rstrip("\n").split("\n")
    width, height = columns * WIDTH + 2 * LEFT, len(lines) * HEIGHT + TOP + 12
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img">',
        f"<title>{html.escape(title)}</title>",
        f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#0f1318"/>',
        '<g font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="14" fill="#d8dee4">',
        f'<text x="{LEFT}" y="26" fill="#8b949e">{html.escape(title)}</text>',
    ]
    for row, line in enumerate(lines):
        y = TOP + row * HEIGHT
        for column, text, look in runs(line):
            if not text.strip() and not look.get("reverse"):
                continue
            x, length = LEFT + column * WIDTH, len(text) * WIDTH
            color = look.get("color", "#d8dee4")
            if look.get("reverse"):
                out.append(f'<rect x="{x:.1f}" y="{y - 14}" width="{length:.1f}" height="{HEIGHT}" fill="{color}"/>')
                color = "#0f1318"
            shown = html.escape(text).replace(" ", "\u00a0")  # browsers fold blanks
            style = ' font-weight="bold"' if look.get("bold") else ""
            style += ' opacity="0.6"' if look.get("dim") else ""
            out.append(
                f'<text x="{x:.1f}" y="{y}" textLength="{length:.1f}" fill="{color}"{style}>{shown}</text>'
            )
    print("\n".join(out + ["</g>", "</svg>"]))


main()
