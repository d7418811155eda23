package samplerscope.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepAxisTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "nfe=4,6, 8;4,6,8",
        "nfe=4..20 step 4;4,8,12,16,20",
        "nfe=1..3;1,2,3",
        "guidance=0..1 step 0.25;0,0.25,0.5,0.75,1",
        "grid.rho=1e-3..1 log 4;0.001,0.01,0.1,1",
        "seed=3..1 step -1;3,2,1",
        "nfe=5,10..20 step 5;5,10,15,20",
        "solver=ddim,dpmpp-2m;ddim,dpmpp-2m"})
    void valuesAreListsStepsOrRatios(String text, String values) {
        assertEquals(List.of(values.split(",")), SweepAxis.of(text).values());
    }

    @Test
    void aThingWithSettingsIsOneValue() {
        SweepAxis axis = SweepAxis.of("solver=ddim,{\"id\": \"ddim\", \"eta\": 1}");

        assertEquals(List.of("ddim", "{\"id\": \"ddim\", \"eta\": 1}"), axis.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ddim,heun", "=5", "nfe=", "nfe=5,5", "nfe=20..4", "nfe=4..20 step 0", "grid.rho=0..1 log 5",
        "grid.rho=1..9 log 1", "seed=1..1000"})
    void whatCannotBeReadIsRefused(String text) {
        assertThrows(InvalidSweepException.class, () -> SweepAxis.of(text));
    }

    @Test
    void idsAreNoNumbers() {
        assertTrue(SweepAxis.of("nfe=5,1e1").isNumeric());
        assertFalse(SweepAxis.of("solver=ddim").isNumeric());
    }
}
