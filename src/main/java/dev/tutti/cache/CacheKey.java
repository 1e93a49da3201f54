package dev.tutti.cache;

import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;

/**
 * Key of a kept answer: whose it is, and what it answers.
 *
 * @param owner who owns the key of the caller; empty for anonymous callers, and for nobody else
 * @param digest of everything else that the answer depends on
 */
public record CacheKey(String owner, String digest) {

  /**
   * The key of a request. Of a chat, a stream and a whole answer say the same; of anything else
   * each form has its own key.
   *
   * @param digest of the request, but for its form
   */
  public static CacheKey of(ChatRequest request, Caller caller, String digest) {
    boolean anyForm = request.operation() == Operation.CHAT;
    return new CacheKey(
        caller.owner(), anyForm || !request.stream() ? digest : digest + "-streamed");
  }
}
