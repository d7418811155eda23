package samplerscope.app.library;

import java.util.Comparator;
import java.util.List;
import samplerscope.library.Preset;

/// All samplers as published programs run them.
final class PresetList extends GroupedList<Preset> {

    /// @param id node ids are `id-query` and `id-list`
    PresetList(String id, List<Preset> presets) {
        super(id, "published samplers", presets.stream().sorted(Comparator.comparing(Preset::origin)).map(PresetList::item)
            .toList());
    }

    private static LibraryRow.Item<Preset> item(Preset preset) {
        return new LibraryRow.Item<>(preset, preset.origin().title(), preset.name(), preset.solver(), String.join(" ",
            preset.name(), preset.id(), preset.source(), preset.solver(), preset.difference(), preset.origin().title()));
    }
}
