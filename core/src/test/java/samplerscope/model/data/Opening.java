package samplerscope.model.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.model.ExactLaw;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// Opens families of user data as a spec would.
final class Opening {

    private Opening() {}

    static ExactLaw open(ModelFamily family, Path folder, String file, Map<String, Setting> others) {
        var given = new TreeMap<>(others);
        given.put("file", new Setting.Word(file));
        return (ExactLaw) family.open().open(Settings.of("model", family.parameters(), given), folder);
    }
}
