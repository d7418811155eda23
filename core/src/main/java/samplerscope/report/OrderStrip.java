package samplerscope.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The canvas of one sequence as boxes, each with its token, and darker the later it was written; those given are white.
///
/// @param tokens texts, one a position
/// @param passes in which each was written; 0 for what was given
record OrderStrip(List<String> tokens, int[] passes) {

    private static final int BOX = 24;
    private static final int PER_ROW = 32;
    /// Okabe and Ito's blue; text turns white where it would not be read on it.
    private static final int[] INK = {0x00, 0x72, 0xB2};
    private static final double DARK = 0.55;

    String svg() {
        int rows = StrictMath.ceilDiv(tokens.size(), PER_ROW);
        int width = StrictMath.min(tokens.size(), PER_ROW) * BOX + 1;
        int last = StrictMath.max(1, Arrays.stream(passes).max().orElse(1));
        var out = new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
            + "font-family=\"monospace\" font-size=\"13\" text-anchor=\"middle\">").formatted(width, rows * BOX + 1, width));
        for (int i = 0; i < tokens.size(); i++) {
            box(out, i, (double) passes[i] / last);
        }
        return out.append("</svg>").toString();
    }

    private void box(StringBuilder out, int i, double late) {
        int x = i % PER_ROW * BOX;
        int y = i / PER_ROW * BOX;
        String told = passes[i] == 0 ? "given" : "pass " + passes[i];
        out.append(String.format(Locale.ROOT,
            "<g><title>position %d, %s</title><rect x=\"%d.5\" y=\"%d.5\" width=\"%d\" height=\"%d\" fill=\"%s\" "
                + "stroke=\"#888888\" /><text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text></g>",
            i, told, x, y, BOX, BOX, fill(late), x + BOX / 2, y + BOX * 2 / 3, late > DARK ? "#ffffff" : "#1b1f24",
            Markup.text(shown(tokens.get(i)))));
    }

    private static String fill(double late) {
        double share = 0.9 * late;
        return String.format(Locale.ROOT, "#%02x%02x%02x", (int) (255 + share * (INK[0] - 255)),
            (int) (255 + share * (INK[1] - 255)), (int) (255 + share * (INK[2] - 255)));
    }

    /// As much as fits into a box.
    private static String shown(String token) {
        return token.codePointCount(0, token.length()) <= 2 ? token : token.substring(0, token.offsetByCodePoints(0, 1)) + "…";
    }
}
