/**
 * What reads strangers' bytes, as targets for a fuzzer: each {@code XTarget} takes any bytes and
 * throws when the reader behind it does anything but read them or refuse them with a {@link
 * dev.tutti.chat.Fault}. {@code suites/fuzz/run} lets Jazzer look for such bytes; {@link
 * dev.tutti.fuzz.FuzzTargetsTest} tries the seeds in every build.
 *
 * <p>A target is a class with {@code fuzzerTestOneInput(byte[])}, so that nothing here needs the
 * fuzzer on its class path.
 */
@NullMarked
package dev.tutti.fuzz;

import org.jspecify.annotations.NullMarked;
