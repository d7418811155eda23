package samplerscope.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class PaletteTest {

    @Test
    void lanesStandOutFromBothGroundsByThreeToOne() {
        for (Ground ground : Ground.values()) {
            for (int style = 0; style < Palette.COLOURS; style++) {
                double contrast = contrast(Palette.lane(style, ground), Palette.paper(ground));

                assertTrue(contrast >= 3, "lane %d on %s has %.2f : 1".formatted(style, ground, contrast));
            }
        }
    }

    @Test
    void twelveLanesDifferInColourOrFillingAndInDash() {
        var signs = new HashSet<String>();
        for (int style = 0; style < 12; style++) {
            signs.add(Palette.lane(style, Ground.LIGHT) + " " + Palette.hollow(style) + " " + Palette.marker(style));
        }

        assertEquals(12, signs.size());
        assertFalse(Palette.hollow(5));
        assertTrue(Palette.hollow(6));
        assertNotEquals(Palette.dash(0).length, Palette.dash(6).length);
    }

    @Test
    void theDensityScaleStartsOnThePaperAndPassesTheLanesColour() {
        int paper = Argb.of(Palette.paper(Ground.DARK));

        int[] scale = Palette.density(1, Ground.DARK, paper);

        assertEquals(paper, scale[0]);
        double nearest = 1;
        for (int argb : scale) {
            nearest = Math.min(nearest, distance(Argb.colour(argb), Palette.lane(1, Ground.DARK)));
        }
        assertEquals(0, nearest, 0.02); // one entry of 256 may miss the colour by 1/180 per channel
    }

    @Test
    void mapsHaveThePublishedEndsAndSignedOnesAPaleMiddle() {
        assertEquals(0xFF440154, ColourMap.VIRIDIS.at(0));
        assertEquals(0xFFFDE725, ColourMap.VIRIDIS.at(1));
        assertEquals(0xFFFEE838, ColourMap.CIVIDIS.at(7));
        assertTrue(Argb.colour(ColourMap.VIK.at(0.5)).getBrightness() > 0.9);
    }

    /// WCAG 2.2, contrast ratio.
    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static double distance(Color a, Color b) {
        return Math.max(Math.abs(a.getRed() - b.getRed()),
            Math.max(Math.abs(a.getGreen() - b.getGreen()), Math.abs(a.getBlue() - b.getBlue())));
    }
}
