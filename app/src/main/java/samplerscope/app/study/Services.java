package samplerscope.app.study;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import samplerscope.spec.Engine;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;

/// What the window is built on: made once in `main`, passed down.
///
/// @param resolver   from ids to objects; keeps models open
/// @param references trajectories that errors are measured against
/// @param engine     where the next run goes; changes with the settings
/// @param background for resolving, opening models and references
/// @param measuring  one thread, so that errors of a lane arrive in order
/// @param base       folder that relative paths in specs start from
public record Services(Resolver resolver, References references, Supplier<Engine> engine, ExecutorService background,
                       ExecutorService measuring, Path base) {}
