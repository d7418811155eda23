/// diffusers: schedulers that are told by a `scheduler_config.json`, in whole training steps and in sigmas.
///
/// {@link samplerscope.peer.diffusers.SchedulerConfig} reads what all schedulers share; each scheduler class is one file
/// beside it. A "sigma" of this program is `rho = sigma / alpha`.
@NullMarked
package samplerscope.peer.diffusers;

import org.jspecify.annotations.NullMarked;
