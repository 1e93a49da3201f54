package dev.tutti.routing.reuse;

import dev.tutti.call.Caller;
import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.text.Sha256;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;

/**
 * Key that two requests have in common when one answer serves both.
 *
 * @param scope the configuration that they were made under
 * @param key the virtual key of the caller, empty for an anonymous one
 * @param owner who owns it
 * @param streamed whether the answer is wanted piece by piece
 * @param digest of everything else that the answer depends on
 */
public record RequestKey(Object scope, String key, String owner, boolean streamed, String digest) {
  /** Members of a request that no answer depends on. */
  static final Set<String> WITHOUT_INFLUENCE =
      Set.of(
          "stream",
          "stream_options",
          "user",
          "metadata",
          "safety_identifier",
          "prompt_cache_key",
          "prompt_cache_retention");

  static RequestKey of(Object scope, ChatRequest request, Caller caller, String digest) {
    return new RequestKey(scope, caller.key(), caller.owner(), request.stream(), digest);
  }

  /** The digest of everything that an answer depends on but who asks whom, and in which form. */
  public static Future<String> digest(ChatRequest request, Loop loop) {
    return loop.read(request.body().length(), () -> digest(request));
  }

  private static String digest(ChatRequest request) {
    var digest = Sha256.digest();
    digest.update(request.operation().wire().getBytes(StandardCharsets.US_ASCII));
    request.writeSorted(WITHOUT_INFLUENCE, digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }
}
