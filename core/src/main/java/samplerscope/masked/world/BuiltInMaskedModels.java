package samplerscope.masked.world;

import java.util.List;
import samplerscope.masked.MaskedModelFamily;

/// The models of masked diffusion that ship with the program, in the order of their lists.
public final class BuiltInMaskedModels {

    private BuiltInMaskedModels() {}

    public static List<MaskedModelFamily> families() {
        return List.of(Worlds.CHAIN_A, Worlds.CHAIN_B, Worlds.MIXTURE_M, Worlds.CHAIN, Worlds.MIXTURE, Worlds.PARITY,
            Worlds.SORTED, Worlds.LATIN, Worlds.SUDOKU, Worlds.HMM, Worlds.DYCK, Worlds.DYCK_2,
            Worlds.PCFG, Worlds.JSON, Worlds.EXPERTS, Worlds.NOISY);
    }
}
