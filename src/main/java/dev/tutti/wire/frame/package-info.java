/**
 * Frames of streamed bodies, as SSE and NDJSON cut them. A {@link dev.tutti.wire.frame.FrameReader}
 * is given bytes as they come, cut anywhere, and gives the frames that are complete; what waits for
 * its end is bounded.
 */
@NullMarked
package dev.tutti.wire.frame;

import org.jspecify.annotations.NullMarked;
