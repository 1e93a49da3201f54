package dev.tutti.provider.exchange;

import dev.tutti.call.BodyMemory;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.text.KeyMask;
import dev.tutti.wire.client.ResponseHead;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Refusal that is relayed: held until it has ended, so that secrets are found wherever reads end.
 */
final class RefusalBody {
  private static final int MOST = 1 << 20;

  private final BodyMemory.Lease memory;
  private final UpstreamBody start;
  private final Buffer whole = Buffer.buffer();

  /**
   * @param memory what it holds, whose closing is the caller's
   */
  RefusalBody(ResponseHead head, BodyMemory.Lease memory) {
    this.memory = memory;
    start = UpstreamBody.of(head, Operation.PASSTHROUGH, memory);
  }

  /**
   * Takes the next bytes.
   *
   * @throws Fault {@code upstream_error} beyond 1 MiB
   */
  void add(Buffer bytes) {
    if (whole.length() + bytes.length() > MOST) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "refusal: longer than " + MOST + " bytes (expected: less)");
    }
    start.add(bytes);
    memory.add(bytes.length());
    whole.appendBuffer(bytes);
  }

  /** How many bytes have come. */
  int length() {
    return whole.length();
  }

  /** What it says, for the table of faults. */
  Refusal refusal() {
    return start.refusal();
  }

  /** All of it without secrets; what holds none stays as it was written. */
  Buffer masked(SecretMask mask) {
    var words = whole.toString(StandardCharsets.ISO_8859_1);
    var hidden = KeyMask.hideAll(mask.hide(words));
    return hidden.equals(words)
        ? whole
        : Buffer.buffer(hidden.getBytes(StandardCharsets.ISO_8859_1));
  }
}
