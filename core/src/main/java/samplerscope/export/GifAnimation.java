package samplerscope.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.PendingFile;

/// Animated GIF, for places that take nothing else: 256 colours per frame, time in hundredths of a second.
///
/// Source: CompuServe 1990, GIF89a, Sec. 23 and 26; the loop count is Netscape's extension.
public final class GifAnimation implements FrameSink {

    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    /// Most viewers slow down what is faster.
    private static final int SHORTEST_DELAY = 2;

    private record Frame(BufferedImage image, int millis) {}

    private final Path target;
    private final PendingFile pending;
    private final ImageWriter writer;
    private final ImageOutputStream out;
    private final int loops;
    /// Not yet written: the comment goes before the last frame.
    private Optional<Frame> waiting = Optional.empty();
    private int width;
    private int height;
    private int frames;
    private boolean finished;

    private GifAnimation(Path target, PendingFile pending, ImageOutputStream out, int loops) {
        this.target = target;
        this.pending = pending;
        this.out = out;
        this.loops = loops;
        this.writer = ImageIO.getImageWritersByFormatName("gif").next();
        writer.setOutput(out);
    }

    /// @param loops how often it plays; 0 is for ever
    /// @throws FileAccessException if the file cannot be written
    public static GifAnimation open(Path file, int loops) {
        PendingFile pending = PendingFile.beside(file);
        try {
            return new GifAnimation(file, pending, ImageIO.createImageOutputStream(pending.path().toFile()), loops);
        } catch (IOException e) {
            pending.close();
            throw FileAccessException.writing(file, e);
        }
    }

    /// Writes frames that are at hand; {@link #open} is for those that are not.
    ///
    /// @param delayMillis of every frame
    /// @param loops       how often it plays; 0 is for ever
    public static void write(Path file, List<BufferedImage> frames, int delayMillis, int loops) {
        try (GifAnimation animation = open(file, loops)) {
            frames.forEach(frame -> animation.add(frame, delayMillis));
            animation.finish(Optional.empty());
        }
    }

    @Override
    public void add(BufferedImage image, int millis) {
        if (waiting.isEmpty()) {
            width = image.getWidth();
            height = image.getHeight();
        } else if (image.getWidth() != width || image.getHeight() != height) {
            throw new PictureException("a frame is %d x %d, the first is %d x %d".formatted(
                image.getWidth(), image.getHeight(), width, height), "keep one size in an animation");
        }
        waiting.ifPresent(frame -> write(frame, Optional.empty()));
        waiting = Optional.of(new Frame(image, millis));
    }

    private void write(Frame frame, Optional<String> comment) {
        try {
            if (frames == 0) {
                writer.prepareWriteSequence(null);
            }
            writer.writeToSequence(new IIOImage(frame.image(), null, metadata(frame, comment)), null);
            frames++;
        } catch (IOException e) {
            throw FileAccessException.writing(target, e);
        }
    }

    private IIOMetadata metadata(Frame frame, Optional<String> comment) throws IOException {
        var type = ImageTypeSpecifier.createFromRenderedImage(frame.image());
        IIOMetadata metadata = writer.getDefaultImageMetadata(type, null);
        var root = new IIOMetadataNode(FORMAT);
        root.appendChild(control(frame.millis()));
        if (frames == 0) {
            root.appendChild(loop());
        }
        comment.ifPresent(text -> root.appendChild(comment(text)));
        metadata.mergeTree(FORMAT, root);
        return metadata;
    }

    private static IIOMetadataNode control(int millis) {
        var control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", Integer.toString(StrictMath.max(SHORTEST_DELAY, (millis + 5) / 10)));
        control.setAttribute("transparentColorIndex", "0");
        return control;
    }

    private IIOMetadataNode loop() {
        var extension = new IIOMetadataNode("ApplicationExtension");
        extension.setAttribute("applicationID", "NETSCAPE");
        extension.setAttribute("authenticationCode", "2.0");
        extension.setUserObject(new byte[] {1, (byte) loops, (byte) (loops >> 8)});
        var extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(extension);
        return extensions;
    }

    private static IIOMetadataNode comment(String text) {
        var comment = new IIOMetadataNode("CommentExtension");
        comment.setAttribute("value", Embedded.KEYWORD + "\n" + text);
        var comments = new IIOMetadataNode("CommentExtensions");
        comments.appendChild(comment);
        return comments;
    }

    /// @param runFile text to carry in a comment block
    @Override
    public void finish(Optional<String> runFile) {
        write(waiting.orElseThrow(
            () -> new PictureException("the animation has no frames", "add at least one")), runFile);
        try {
            writer.endWriteSequence();
            out.close();
            finished = true;
        } catch (IOException e) {
            throw FileAccessException.writing(target, e);
        }
        pending.commit();
    }

    @Override
    public void close() {
        writer.dispose();
        try {
            if (!finished) {
                out.close();
            }
        } catch (IOException e) {
            throw FileAccessException.writing(target, e);
        } finally {
            pending.close();
        }
    }
}
