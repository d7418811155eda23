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

    private final Path target;
    private final PendingFile pending;
    private final ImageWriter writer;
    private final ImageOutputStream out;
    private final int loops;
    private final Optional<String> runFile;
    private int width;
    private int height;
    private int frames;

    private GifAnimation(Path target, PendingFile pending, ImageOutputStream out, int loops, Optional<String> runFile) {
        this.target = target;
        this.pending = pending;
        this.out = out;
        this.loops = loops;
        this.runFile = runFile;
        this.writer = ImageIO.getImageWritersByFormatName("gif").next();
        writer.setOutput(out);
    }

    /// @param loops   how often it plays; 0 is for ever
    /// @param runFile text to carry in a comment block
    /// @throws FileAccessException if the file cannot be written
    public static GifAnimation open(Path file, int loops, Optional<String> runFile) {
        PendingFile pending = PendingFile.beside(file);
        try {
            return new GifAnimation(file, pending, ImageIO.createImageOutputStream(pending.path().toFile()), loops,
                runFile);
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
        try (GifAnimation animation = open(file, loops, Optional.empty())) {
            frames.forEach(frame -> animation.add(frame, delayMillis));
            animation.finish();
        }
    }

    @Override
    public void add(BufferedImage frame, int millis) {
        try {
            if (frames == 0) {
                width = frame.getWidth();
                height = frame.getHeight();
                writer.prepareWriteSequence(null);
            } else if (frame.getWidth() != width || frame.getHeight() != height) {
                throw new PictureException("frame %d is %d x %d, the first is %d x %d".formatted(frames,
                    frame.getWidth(), frame.getHeight(), width, height), "keep one size in an animation");
            }
            writer.writeToSequence(new IIOImage(frame, null, metadata(frame, millis)), null);
            frames++;
        } catch (IOException e) {
            throw FileAccessException.writing(target, e);
        }
    }

    private IIOMetadata metadata(BufferedImage frame, int millis) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
        var root = new IIOMetadataNode(FORMAT);
        root.appendChild(control(millis));
        if (frames == 0) {
            root.appendChild(loop());
            runFile.ifPresent(text -> root.appendChild(comment(text)));
        }
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

    @Override
    public void finish() {
        if (frames == 0) {
            throw new PictureException("the animation has no frames", "add at least one");
        }
        try {
            writer.endWriteSequence();
            out.close();
        } catch (IOException e) {
            throw FileAccessException.writing(target, e);
        }
        pending.commit();
    }

    @Override
    public void close() {
        writer.dispose();
        pending.close();
    }
}
