/// What runs can be computed on: the devices of this machine, the one in use, and the card that shows them.
///
/// Looking for devices starts runtimes and loads drivers, so nothing here looks on the FX thread. Runs belong to
/// `study`. Start reading at {@link samplerscope.app.devices.Devices}.
@NullMarked
package samplerscope.app.devices;

import org.jspecify.annotations.NullMarked;
