/// Everything a user can choose by id: families with parameters, and the registries that hold them.
///
/// Knows no solver, schedule or model. Start reading at {@link samplerscope.registry.Family}.
@NullMarked
package samplerscope.registry;

import org.jspecify.annotations.NullMarked;
