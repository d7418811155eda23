/// The inspector: what the focused lane does in the step under the cursor, and what it is made of.
///
/// {@link samplerscope.app.inspector.InspectorFacts} and {@link samplerscope.app.inspector.PlanText} put everything into
/// words and know no node; {@link samplerscope.app.inspector.InspectorPane} shows them.
@NullMarked
package samplerscope.app.inspector;

import org.jspecify.annotations.NullMarked;
