package dev.tutti.call;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.Map;

/**
 * A request to an endpoint that Tutti knows nothing of.
 *
 * @param path what follows the provider's base URL, as the caller wrote it, with a slash in front
 *     and with its query
 * @param headers what goes along, without those of the connection and without credentials
 * @param facts what limits, budgets and the ledger need to know, see {@link ChatRequest#relayed}
 */
public record PassthroughRequest(
    HttpMethod method,
    String path,
    List<Map.Entry<String, String>> headers,
    Body body,
    ChatRequest facts) {

  /** Fault of an upload that is longer than so many bytes. */
  public static Fault tooLarge(long most) {
    return Fault.of(
        FaultCode.REQUEST_TOO_LARGE, "body: longer than %d bytes (expected: less)".formatted(most));
  }

  /** Body of the request: whole, or still arriving. */
  public sealed interface Body {}

  /** Bytes that are there; none for a request without a body. Not to be changed. */
  public static final class Whole implements Body {
    private final byte[] bytes;

    /** A body of these bytes. */
    public Whole(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The bytes. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /**
   * Bytes that come while they are sent: an upload, which waits until its handler is set.
   *
   * @param length how many will come, negative when nobody said
   * @param most beyond so many the exchange fails with {@code request_too_large}
   */
  public record Upload(ReadStream<Buffer> bytes, long length, long most) implements Body {}
}
