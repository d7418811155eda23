package samplerscope.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import samplerscope.spec.FileAccess;
import samplerscope.spec.FileAccessException;

/// PNG pictures that carry their run file in an `iTXt` chunk.
///
/// Source: PNG Specification, third edition, W3C 2025, Sec. 11.3.3.4.
public final class PngFile {

    private static final String FORMAT = "javax_imageio_png_1.0";

    private PngFile() {}

    /// @param runFile text to carry; read back with {@link #runFile}
    /// @throws FileAccessException if the file cannot be written
    public static void write(Path file, BufferedImage picture, Optional<String> runFile) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try {
            FileAccess.write(file, out -> {
                var type = ImageTypeSpecifier.createFromRenderedImage(picture);
                IIOMetadata metadata = writer.getDefaultImageMetadata(type, writer.getDefaultWriteParam());
                if (runFile.isPresent()) {
                    metadata.mergeTree(FORMAT, textNode(runFile.get()));
                }
                try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
                    writer.setOutput(stream);
                    writer.write(new IIOImage(picture, null, metadata));
                }
            });
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadataNode textNode(String text) {
        var entry = new IIOMetadataNode("iTXtEntry");
        entry.setAttribute("keyword", Embedded.KEYWORD);
        entry.setAttribute("compressionFlag", "TRUE");
        entry.setAttribute("compressionMethod", "0");
        entry.setAttribute("languageTag", "");
        entry.setAttribute("translatedKeyword", "");
        entry.setAttribute("text", text);
        var chunk = new IIOMetadataNode("iTXt");
        chunk.appendChild(entry);
        var root = new IIOMetadataNode(FORMAT);
        root.appendChild(chunk);
        return root;
    }

    /// The run file that a PNG or APNG carries; empty when it carries none.
    ///
    /// @throws FileAccessException if the file cannot be read
    /// @throws PictureException    if it is no PNG
    public static Optional<String> runFile(Path file) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            if (in == null) {
                throw FileAccessException.reading(file, new NoSuchFileException(file.toString()));
            }
            if (!reader.getOriginatingProvider().canDecodeInput(in)) {
                throw notPng(file);
            }
            reader.setInput(in);
            return text((Element) reader.getImageMetadata(0).getAsTree(FORMAT));
        } catch (IIOException e) {
            throw notPng(file);
        } catch (IOException e) {
            throw FileAccessException.reading(file, e);
        } finally {
            reader.dispose();
        }
    }

    private static Optional<String> text(Element metadata) {
        NodeList entries = metadata.getElementsByTagName("iTXtEntry");
        for (int i = 0; i < entries.getLength(); i++) {
            var entry = (Element) entries.item(i);
            if (entry.getAttribute("keyword").equals(Embedded.KEYWORD)) {
                return Optional.of(entry.getAttribute("text"));
            }
        }
        return Optional.empty();
    }

    private static PictureException notPng(Path file) {
        return new PictureException("%s is no PNG picture, or a damaged one".formatted(file),
            "choose a picture that this program has saved");
    }
}
