package samplerscope.model.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file that a manifest vouches for: it must lie in the manifest's folder and have the checksum that is written there.
///
/// @param folder of the manifest
/// @param name   relative to it
/// @param sha256 of the content, 64 hexadecimal digits
public record AssetFile(Path folder, String name, String sha256) {

    /// @throws AssetException if the name leads out of the folder
    public AssetFile {
        if (!folder.resolve(name).normalize().startsWith(folder.normalize())) {
            throw new AssetException("the manifest names '%s', which is outside its folder".formatted(name),
                "keep files of models in the folder of the manifest");
        }
    }

    public Path path() {
        return folder.resolve(name).normalize();
    }

    /// The content, checked.
    ///
    /// @throws AssetException if the file is not there, cannot be read or has another checksum
    public byte[] read() {
        byte[] content = content();
        String found = HexFormat.of().formatHex(digest().digest(content));
        if (!found.equalsIgnoreCase(sha256)) {
            throw new AssetException("'%s' is not the file that the manifest describes: its SHA-256 is %s, not %s"
                .formatted(path(), found, sha256), "restore the file, or correct the manifest if the change is meant");
        }
        return content;
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(path());
        } catch (NoSuchFileException e) {
            throw new AssetException("'%s' is missing".formatted(path()), "restore the folder of the manifest", e);
        } catch (IOException e) {
            throw new AssetException("'%s' cannot be read (%s)".formatted(path(), e.getMessage()), "check its rights", e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
